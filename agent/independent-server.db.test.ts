import { LLMock } from "@copilotkit/aimock";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openWorld, type World } from "#tools/testing/world.ts";
import { modelsOn, talk } from "./testing/talk.ts";

let world: World;
const mock = new LLMock({ port: 0 });
beforeAll(async () => {
  world = await openWorld();
  mock.addFixture({
    match: { userMessage: "Nuit Claire", hasToolResult: false },
    response: {
      toolCalls: [{ name: "tours_create_artist", arguments: '{"name":"Nuit Claire"}' }],
    },
  });
  mock.addFixture({
    match: { userMessage: "Nuit Claire", hasToolResult: true },
    response: { content: "Nuit Claire est dans les artistes." },
  });
  await mock.start();
});
afterAll(async () => {
  await mock.stop();
  await world.close();
});

test("a round trip with a tool, on somebody else's server of the Messages API", async () => {
  const answer = await talk(world.context(), "ajoute l’artiste Nuit Claire", {
    models: modelsOn(mock.url),
  });
  expect(answer.notices).toEqual([]);
  expect(answer.calls).toMatchObject([{ tool: "tours_create_artist", outcome: { ok: true } }]);
  expect(answer.text).toBe("Nuit Claire est dans les artistes.");
  expect(await world.rows("select name from artists")).toEqual([{ name: "Nuit Claire" }]);
});
