import { Client } from "@modelcontextprotocol/client";
import { InMemoryTransport } from "@modelcontextprotocol/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { forModels } from "#agent/tool-definitions.ts";
import { registry } from "#tools/registry.ts";
import { openWorld, type ContextOptions, type World } from "#tools/testing/world.ts";
import { buildServer } from "./build-server.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

async function connect(options: ContextOptions = {}) {
  const server = buildServer({
    registry,
    context: () => world.context({ ...options, via: "mcp" }),
    site: "https://koncert.example",
    stateKey: new Uint8Array(32),
  });
  const client = new Client({ name: "test", version: "1" });
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  await server.connect(theirs);
  await client.connect(ours);
  return client;
}
const textOf = (result: { content: unknown }) =>
  (result.content as { text: string }[]).map(({ text }) => text).join("\n");

describe("the MCP server", () => {
  test("lists the tools of the role, with what they do", async () => {
    const { tools } = await (await connect()).listTools();
    const named = (name: string) => tools.find((tool) => tool.name === name);
    expect(tools.length).toBe(forModels(registry).length);
    expect(named("find_anything")).toMatchObject({
      title: expect.any(String),
      annotations: { readOnlyHint: true, destructiveHint: false },
      inputSchema: { type: "object" },
      outputSchema: { type: "object" },
    });
    expect(named("ticketing_refund_order")).toMatchObject({
      annotations: { readOnlyHint: false, destructiveHint: true },
    });
    expect(named("organization_decide_approval")).toBeUndefined();
  });

  test("shows a viewer no tool that writes tours, and the door refuses one called anyway", async () => {
    const client = await connect({ role: "viewer" });
    const { tools } = await client.listTools();
    expect(tools.some(({ name }) => name === "tours_create_artist")).toBe(false);
    expect(tools.some(({ name }) => name === "find_anything")).toBe(true);
    const refused = await client.callTool({
      name: "tours_create_artist",
      arguments: { name: "Zaz" },
    });
    expect(refused.isError).toBe(true);
    expect(textOf(refused)).toContain("Votre rôle ne permet pas");
  });

  test("a call is done as the member, and its result is text and data", async () => {
    const client = await connect();
    const result = await client.callTool({
      name: "tours_create_artist",
      arguments: { name: "Zaz" },
    });
    expect(result.isError).toBeUndefined();
    expect(textOf(result)).toMatch(/Artiste ajouté\s: Zaz\./);
    expect(result.structuredContent).toMatchObject({ name: "Zaz" });
    const [call] = await world.rows(
      "select via from tool_calls where tool = 'tours_create_artist'",
    );
    expect(call?.["via"]).toBe("mcp");
  });

  test("a wrong input is an error that says what to change", async () => {
    const result = await (await connect()).callTool({ name: "tours_create_artist", arguments: {} });
    expect(result.isError).toBe(true);
    expect(textOf(result)).toContain("name");
  });

  test("what needs a person answers with its preview and where to decide", async () => {
    await world.done("tours_create_performance", {
      day: "2027-05-14",
      city: "Lyon",
      artist: "Zaz",
      status: "confirmed",
      capacity: 800,
    });
    await world.done("ticketing_create_ticket_type", { performances: ["Lyon"], price: 3_500 });
    const client = await connect();
    const result = await client.callTool({
      name: "ticketing_publish_performance",
      arguments: { performance: "Lyon" },
    });
    expect(result.isError).toBeUndefined();
    expect(textOf(result)).toContain("https://koncert.example/approvals?open=");
    expect(textOf(result)).toContain("800");
    const [approval] = await world.rows("select status, requested_via from approvals");
    expect(approval).toEqual({ status: "pending", requested_via: "mcp" });
  });

  test("another organization's rows are not there", async () => {
    const client = await connect({ organization: world.elsewhere });
    const result = await client.callTool({ name: "find_anything", arguments: { text: "Zaz" } });
    expect(result.structuredContent).toMatchObject({ hits: [] });
  });

  test("an unknown tool is a protocol error", async () => {
    const client = await connect();
    await expect(client.callTool({ name: "drop_tables", arguments: {} })).rejects.toThrow(
      /Unknown tool/,
    );
  });
});
