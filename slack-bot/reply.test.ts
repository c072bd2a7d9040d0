import { webApi } from "@slack/bolt";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { Reply } from "./reply.ts";
import { type FakeSlack, openFakeSlack } from "./testing/fake-slack.ts";

let fake: FakeSlack;
let client: webApi.WebClient;
beforeAll(async () => {
  fake = await openFakeSlack();
  client = new webApi.WebClient("xoxb-1", { slackApiUrl: `${fake.url}/` });
});
afterAll(() => fake?.close());
beforeEach(() => void (fake.calls.length = 0));

const spot = { channel: "C1", thread: "1.1", team: "T1", user: "U1" };
const phrases = Array.from({ length: 40 }, (_, index) => `phrase numéro ${index}. `);

test("an answer grows piece by piece, and is whole at its end", async () => {
  const reply = new Reply(client, spot, "https://koncert.test");
  for (const phrase of phrases) reply.write(phrase);
  await reply.end([]);
  const methods = fake.calls.map(({ method }) => method);
  expect(methods[0]).toBe("chat.startStream");
  expect(methods.at(-1)).toBe("chat.stopStream");
  expect(methods.filter((method) => method === "chat.appendStream").length).toBeGreaterThan(2);
  const chunks = fake.calls.flatMap(({ args }) => (args["chunks"] ?? []) as { text: string }[]);
  expect(chunks.map(({ text }) => text).join("")).toBe(phrases.join(""));
});

test("an answer whose stream breaks is posted whole", async () => {
  const reply = new Reply(client, spot, "https://koncert.test");
  fake.errors.set("chat.appendStream", "message_not_in_streaming_state");
  for (const phrase of phrases) reply.write(phrase);
  await reply.end([]);
  fake.errors.clear();
  const [posted] = fake.of("chat.postMessage");
  expect(JSON.stringify(posted?.["blocks"])).toContain("phrase numéro 39.");
});

test("nothing to say is nothing posted", async () => {
  await new Reply(client, spot, "https://koncert.test").end([]);
  expect(fake.calls).toEqual([]);
});
