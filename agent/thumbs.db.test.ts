import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { langfuseTraces } from "#integrations/traces/langfuse.ts";
import { sendOutbox } from "#tools/core/send-outbox.ts";
import { openWorld, type World } from "#tools/testing/world.ts";
import { loadConversation } from "./conversations.ts";
import { openMessagesApi } from "./testing/messages-api.ts";
import { modelsOn, talk } from "./testing/talk.ts";

let world: World;
const asked: { method: string; url: string; body: string }[] = [];
const server = createServer((request, response) => {
  let body = "";
  request.on("data", (chunk: Buffer) => (body += chunk.toString()));
  request.on("end", () => {
    asked.push({ method: request.method ?? "", url: request.url ?? "", body });
    response.writeHead(200, { "content-type": "application/json" });
    response.end("{}");
  });
});
beforeAll(async () => {
  world = await openWorld();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
}, 120_000);
afterAll(async () => {
  server.close();
  await world.close();
});

const answer = async (options?: Parameters<World["context"]>[0]) => {
  const talked = await talk(world.context(options), "bonjour", { models: modelsOn(null) });
  return { ...talked, messageId: talked.message?.id ?? "" };
};
const rate = (message: string, score: string, more: object = {}) =>
  world.done("conversations_rate_answer", { message, score, ...more });
const stored = async (id: string) =>
  (await world.rows("select score, score_comment, scored_at from messages where id = $1", [id]))[0];

test("a thumb stands with its answer, with what was wrong, and is shown again", async () => {
  const { messageId, conversationId } = await answer();
  await rate(messageId, "bad", { comment: "Lyon est en option 2" });
  expect(await stored(messageId)).toMatchObject({
    score: -1,
    score_comment: "Lyon est en option 2",
  });
  const loaded = await loadConversation(world.context(), conversationId);
  expect(loaded.messages.find(({ id }) => id === messageId)?.score).toBe(-1);
});

test("minds change, and a thumb can be taken back", async () => {
  const { messageId } = await answer();
  await rate(messageId, "bad", { comment: "Trop long" });
  await rate(messageId, "good");
  expect(await stored(messageId)).toMatchObject({ score: 1, score_comment: null });
  await rate(messageId, "none");
  expect(await stored(messageId)).toEqual({ score: null, score_comment: null, scored_at: null });
});

test("the same call twice rates once", async () => {
  const { messageId } = await answer();
  const callId = crypto.randomUUID();
  const input = { message: messageId, score: "good" };
  await world.done("conversations_rate_answer", input, { callId });
  expect((await world.done("conversations_rate_answer", input, { callId })).replayed).toBe(true);
});

test("nobody rates the answers of others, nor their own words", async () => {
  const { messageId, conversationId } = await answer();
  const input = { message: messageId, score: "good" };
  for (const options of [{ role: "manager" as const }, { organization: world.elsewhere }]) {
    expect((await world.failed("conversations_rate_answer", input, options)).code).toBe(
      "not_found",
    );
  }
  const [said] = await world.rows(
    "select id from messages where conversation_id = $1 and role = 'user'",
    [conversationId],
  );
  const own = { message: said?.["id"], score: "good" };
  expect((await world.failed("conversations_rate_answer", own)).code).toBe("not_found");
  expect((await stored(messageId))?.["score"]).toBeNull();
});

test("without Langfuse nothing waits to be sent", async () => {
  const { messageId } = await answer();
  await rate(messageId, "good");
  expect(await world.rows("select id from outbox where name = 'answer/scored'")).toEqual([]);
});

test("with Langfuse a run and its thumb arrive, and no word of what was said", async () => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const traces = langfuseTraces({ publicKey: "pk", secretKey: "sk", url });
  const here = world.context();
  const context = { ...here, integrations: { ...here.integrations, traces } };
  const api = await openMessagesApi([
    {
      text: "Je l’ajoute.",
      tools: [{ name: "tours_create_artist", input: { name: "Pauline Verlaine" } }],
    },
    { text: "Pauline Verlaine touche 8 400 €." },
  ]);
  const talked = await talk(context, "ajoute Pauline Verlaine, pauline@exemple.fr, 8 400 €", {
    models: modelsOn(api.url),
  });
  await api.close();
  await world.done("conversations_rate_answer", { message: talked.message?.id, score: "good" }, {});
  const { callTool } = await import("#tools/call-tool.ts");
  const rated = await callTool(
    { ...context, callId: crypto.randomUUID() },
    "conversations_rate_answer" as string,
    { message: talked.message?.id, score: "bad", comment: "Pauline n’est pas à ce prix" },
  );
  expect(rated.ok).toBe(true);
  await sendOutbox(world.database, context.integrations, "https://exemple.fr");
  await traces.flush();
  const sent = asked.map(({ body }) => body).join("\n");
  expect(asked.map(({ url: path }) => path)).toEqual(
    expect.arrayContaining(["/api/public/otel/v1/traces", "/api/public/scores"]),
  );
  expect(sent).toContain(talked.runId.replaceAll("-", ""));
  expect(sent).toContain("tours_create_artist");
  expect(sent.match(/"generation"/g)).toHaveLength(2);
  expect(sent).not.toMatch(/Pauline|Verlaine|exemple\.fr|8\s?400|840000|ajoute|prix|owner|Bleu/i);
  const score = asked.find(({ url: path }) => path === "/api/public/scores");
  expect(JSON.parse(score?.body ?? "{}")).toMatchObject({
    id: talked.message?.id,
    traceId: talked.runId.replaceAll("-", ""),
    value: 0,
  });
});
