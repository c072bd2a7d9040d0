import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type MessagesApi, openMessagesApi } from "#agent/testing/messages-api.ts";
import { readEnv } from "#integrations/env.ts";
import { openWorld, type World } from "#tools/testing/world.ts";
import { phrasingsOf, readCases } from "./case.ts";
import { claudeOf, type Contender, keyOf, replayed } from "./contenders.ts";
import { createViews } from "./end-state.ts";
import { runCase } from "./run-cases.ts";
import { openRecorder } from "./transcripts.ts";

let world: World;
let folder: string;
let api: MessagesApi;
beforeAll(async () => {
  world = await openWorld();
  await createViews(world);
  folder = await mkdtemp(path.join(tmpdir(), "koncert-transcripts-"));
});
afterAll(async () => {
  await api?.close();
  await rm(folder, { recursive: true, force: true });
  await world?.close();
});

const taxi = readCases()
  .flatMap(phrasingsOf)
  .find(({ id }) => id === "money-expense")!;

const attempt = (contender: Contender, repeat: number) =>
  runCase(taxi, world, contender.modelsFor(keyOf(taxi.id, taxi.phrasing, repeat)), repeat);

test("what a model answered is answered again without it, and judged again", async () => {
  api = await openMessagesApi([
    {
      tools: [
        {
          name: "business_add_expense",
          input: { label: "taxi", amount: 9200, performance: "Lille", category: "transport" },
        },
      ],
    },
    { text: "C’est noté." },
  ]);
  const recorder = openRecorder();
  const env = { ...readEnv(), ANTHROPIC_API_KEY: "test", ANTHROPIC_BASE_URL: api.url };
  const claude = claudeOf(env, recorder)!;
  expect(await attempt(claude, 1)).toMatchObject({ passed: true });
  expect(api.bodies).toHaveLength(2);
  const file = path.join(folder, "model.json");
  await recorder.write(file, claude.model);

  const again = await replayed(file);
  expect(again.model).toContain(claude.model);
  const result = await attempt(again, 1);
  expect(result).toMatchObject({ passed: true, wrongWrite: false });
  expect(result.transcript).toContain("C’est noté.");
  expect(api.bodies).toHaveLength(2);
  await again.close?.();
});

test("an environment without a key has no such model", () => {
  expect(claudeOf({ ...readEnv(), ANTHROPIC_API_KEY: undefined })).toBeUndefined();
});
