import path from "node:path";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openWorld, type World } from "#tools/testing/world.ts";

const root = path.resolve(import.meta.dirname, "..");

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

async function connect(...args: string[]) {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [path.join(root, "scripts/mcp.ts"), ...args],
    cwd: root,
    env: { PATH: process.env["PATH"] ?? "", DATABASE_URL: world.url },
    stderr: "pipe",
  });
  const client = new Client({ name: "test", version: "1" });
  await client.connect(transport);
  return client;
}

test("a desktop client lists and calls tools over stdio with the owner's rights", async () => {
  const client = await connect();
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name)).toContain("tours_create_artist");
  const made = await client.callTool({ name: "tours_create_artist", arguments: { name: "Zaz" } });
  expect(made.structuredContent).toMatchObject({ name: "Zaz" });
  await client.close();
  const rows = await world.rows("select name, organization_id from artists");
  expect(rows).toEqual([{ name: "Zaz", organization_id: world.here.id }]);
});

test("with --as, only what the role permits", async () => {
  const client = await connect("--as", "viewer");
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name)).not.toContain("tours_create_artist");
  await client.close();
});
