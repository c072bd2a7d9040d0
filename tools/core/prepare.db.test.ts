import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { askProvider } from "#integrations/ask-provider.ts";
import { openWorld, type World } from "../testing/world.ts";
import type { Context } from "./context.ts";
import { createDoor } from "./door.ts";
import { look } from "./look.ts";
import { defineTool } from "./tool.ts";

let world: World;
let address = "";
let asked = 0;
const server = createServer((_, response) => {
  asked += 1;
  response.end("12");
});

const ask = async () => (await askProvider("Anywhere", address, {})).text();
const usual = {
  title: { fr: "Demander", en: "Ask" },
  description: "Asks a provider.",
  permission: "organization:manage",
  effect: "write",
  input: z.object({}),
  output: z.object({ answer: z.string(), members: z.int() }),
  summary: () => "",
} as const;

/** Asks first, with what it has looked up, and writes when it knows. */
const beforehand = defineTool({
  ...usual,
  examples: [],
  name: "test_ask_beforehand",
  prepare: async (context: Context) => ({
    members: await look(
      context,
      async ({ tx }) => (await tx.selectFrom("members").select("id").execute()).length,
    ),
    answer: await ask(),
  }),
  run: async (_ctx, _input, { answer, members }) => ({ answer, members }),
});
const within = defineTool({
  ...usual,
  examples: [],
  name: "test_ask_within",
  run: async () => ({ answer: await ask(), members: 0 }),
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  world = await openWorld();
});
afterAll(async () => {
  await world.close();
  server.close();
});

const door = createDoor((name) =>
  name === beforehand.name ? beforehand : name === within.name ? within : undefined,
);

it("a provider is asked before the transaction, under the caller's own rights", async () => {
  expect(await door(world.context(), beforehand.name, {})).toMatchObject({
    ok: true,
    value: { answer: "12", members: 5 },
  });
  expect(asked).toBe(1);
});

it("whoever may not call the tool has nothing asked in their name", async () => {
  expect(await door(world.context({ role: "viewer" }), beforehand.name, {})).toMatchObject({
    error: { code: "forbidden" },
  });
  expect(asked).toBe(1);
});

it("no request leaves from inside a transaction", async () => {
  expect(await door(world.context(), within.name, {})).toMatchObject({ ok: false });
  expect(asked).toBe(1);
});
