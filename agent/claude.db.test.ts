import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { openWorld, type World } from "#tools/testing/world.ts";
import { loadConversation } from "./conversations.ts";
import { openMessagesApi, type MessagesApi, type Reply } from "./testing/messages-api.ts";
import { runTurn } from "./run-turn.ts";
import { modelsOn, talk } from "./testing/talk.ts";

let world: World;
let api: MessagesApi | undefined;
beforeAll(async () => {
  world = await openWorld();
});
afterEach(() => api?.close());
afterAll(() => world.close());

async function claude(...replies: Reply[]) {
  api = await openMessagesApi(replies);
  return { api, models: modelsOn(api.url) };
}

const runOf = async (runId: string) => {
  const [run] = await world.rows("select * from runs where id = $1", [runId]);
  return run ?? {};
};
const artists = async (name: string) =>
  (await world.rows("select id from artists where name = $1", [name])).length;

describe("Claude over HTTP", () => {
  test("streams its words, and the run keeps tokens and cost", async () => {
    const usage = { input: 1_000, cacheRead: 8_000, cacheWrite: 500, output: 200 };
    const { models } = await claude({ text: "Aucune date n’est prévue cette semaine.", usage });
    const answer = await talk(world.context(), "quelles dates cette semaine", { models });
    expect(answer.text).toBe("Aucune date n’est prévue cette semaine.");
    expect(answer.chunks.filter((chunk) => chunk.type === "text-delta").length).toBeGreaterThan(1);
    expect(answer.chunks.at(0)?.type).toBe("start");
    expect(answer.chunks.at(-1)?.type).toBe("finish");
    expect(await runOf(answer.runId)).toMatchObject({
      provider: "anthropic",
      model: "claude-sonnet-5-5",
      status: "done",
      input_tokens: 9_500,
      cached_tokens: 8_000,
      output_tokens: 200,
      // 1000 × 2 $ + 8000 × 0.10 $ + 500 × 4 $ + 200 × 10 $ a million: 0.68 cents.
      cost_microcents: 680_000,
    });
  });

  test("asks for a tool, whose effect is the person's, and reads its result", async () => {
    const { api, models } = await claude(
      {
        text: "Je l’ajoute.",
        tools: [{ name: "tours_create_artist", input: { name: "Nuit Claire" } }],
      },
      { text: "Nuit Claire est dans les artistes." },
    );
    const answer = await talk(world.context(), "ajoute l’artiste Nuit Claire", { models });
    expect(answer.calls).toMatchObject([
      { tool: "tours_create_artist", outcome: { ok: true, effect: "write" } },
    ]);
    expect(await artists("Nuit Claire")).toBe(1);
    const [call] = await world.rows("select * from tool_calls where run_id = $1", [answer.runId]);
    expect(call).toMatchObject({
      id: answer.calls[0]?.outcome.callId,
      via: "agent",
      conversation_id: answer.conversationId,
    });
    const result = api.bodies[1]?.messages.at(-1)?.content[0];
    expect(result).toMatchObject({ type: "tool_result" });
    expect(JSON.stringify(result)).toMatch(/Artiste ajouté\s: Nuit Claire\./);
    expect(answer.message?.parts.map((part) => part.type)).toContain("tool-tours_create_artist");
  });

  test("a tool that refuses tells the model what to change", async () => {
    const { api, models } = await claude(
      { tools: [{ name: "tours_create_artist", input: { nom: "Zaz" } }] },
      { text: "Il me manque le nom." },
    );
    await talk(world.context(), "ajoute un artiste", { models });
    expect(JSON.stringify(api.bodies[1]?.messages.at(-1))).toContain("invalid_input");
  });

  test("the prefix is the same bytes in two turns, and is marked for the cache", async () => {
    const { api, models } = await claude({ text: "Bien." }, { text: "Entendu." }, { text: "Oui." });
    const first = await talk(world.context(), "bonjour", { models });
    const { conversationId } = first;
    await talk(world.context({ now: new Date("2026-11-27T10:00:00Z") }), "et demain", {
      models,
      conversationId,
    });
    await talk(world.context({ role: "viewer", organization: world.elsewhere }), "hello", {
      models,
    });
    const [one, two, other] = api.bodies;
    expect(one?.system).toHaveLength(1);
    expect(one?.system[0]?.cache_control).toEqual({ type: "ephemeral", ttl: "1h" });
    for (const body of [two, other]) {
      expect(JSON.stringify(body?.tools)).toBe(JSON.stringify(one?.tools));
      expect(JSON.stringify(body?.system)).toBe(JSON.stringify(one?.system));
    }
    const withoutMark = (messages: unknown) =>
      JSON.stringify(messages).replaceAll(',"cache_control":{"type":"ephemeral"}', "");
    expect(withoutMark(two?.messages.slice(0, 1))).toBe(withoutMark(one?.messages));
    expect(JSON.stringify(one?.system)).not.toContain("2026");
    expect(JSON.stringify(one?.messages)).toContain("2026-11-26");
    expect(JSON.stringify(two?.messages.at(-1))).toContain("2026-11-27");
  });

  test("tools that a day does not start with are loaded when searched for; none decides approvals", async () => {
    const { api, models } = await claude({ text: "Bien." });
    await talk(world.context(), "bonjour", { models });
    const tools = api.bodies[0]?.tools ?? [];
    expect(tools.some((tool) => String(tool["type"]).startsWith("tool_search_tool_bm25"))).toBe(
      true,
    );
    const named = (name: string) => tools.find((tool) => tool["name"] === name);
    expect(named("find_anything")).not.toHaveProperty("defer_loading");
    expect(named("ticketing_refund_order")).toMatchObject({ defer_loading: true });
    expect(named("organization_decide_approval")).toBeUndefined();
    expect(api.bodies[0]).toMatchObject({ thinking: { type: "adaptive" } });
    expect(JSON.stringify(api.bodies[0]?.["context_management"])).toContain("compact_20260112");
  });
});

describe("a long conversation", () => {
  test("goes on from its compaction, which the person does not see", async () => {
    const { api, models } = await claude(
      { text: "Bien." },
      { compaction: "Décidé : Lyon le 14 mai, option 2.", text: "C’est noté." },
      { text: "Lyon est en option 2." },
    );
    const { conversationId } = await talk(world.context(), "première demande", { models });
    const compacted = await talk(world.context(), "deuxième demande", { models, conversationId });
    expect(compacted.text).toBe("C’est noté.");
    await talk(world.context(), "troisième demande", { models, conversationId });
    const sent = api.bodies[2]?.messages ?? [];
    expect(JSON.stringify(sent)).not.toContain("première demande");
    expect(sent.flatMap(({ content }) => content)).toContainEqual(
      expect.objectContaining({
        type: "compaction",
        content: "Décidé : Lyon le 14 mai, option 2.",
      }),
    );
    const loaded = await loadConversation(world.context(), conversationId);
    expect(JSON.stringify(loaded)).not.toContain("Décidé");
  });
});

describe("when Claude fails, the interpreter takes over the turn and says so", () => {
  test("an overloaded reply", async () => {
    const { models } = await claude({ status: 529 });
    const answer = await talk(world.context(), "quelles dates", { models });
    expect(answer.notices[0]).toContain("Claude ne répond pas");
    expect(answer.text).toBe("L’interpréteur répond.");
    expect((await runOf(answer.runId))["error"]).toContain("Overloaded");
    expect(await runOf(answer.runId)).toMatchObject({ status: "done" });
  });

  test("in the person's language", async () => {
    const { models } = await claude({ status: 529 });
    const answer = await talk(world.context({ locale: "en" }), "which dates", { models });
    expect(answer.notices[0]).toContain("Claude is not answering");
  });

  test("a server that is not there", async () => {
    const { api, models } = await claude();
    await api.close();
    const answer = await talk(world.context(), "quelles dates", { models });
    expect(answer.text).toBe("L’interpréteur répond.");
  });

  test("a stream cut in its words: they are kept", async () => {
    const { models } = await claude({ text: "Voici les dates de ", cut: true });
    const answer = await talk(world.context(), "quelles dates", { models });
    expect(answer.text).toBe("Voici les dates de L’interpréteur répond.");
    expect(answer.notices).toHaveLength(1);
  });

  test("an error event in the stream", async () => {
    const { models } = await claude({ text: "Voici ", errorEvent: "overloaded_error" });
    const answer = await talk(world.context(), "quelles dates", { models });
    expect(answer.text).toBe("Voici L’interpréteur répond.");
  });

  test("after a change: what was done is said, and nothing is done twice", async () => {
    const { models } = await claude(
      { tools: [{ name: "tours_create_artist", input: { name: "Les Marées" } }] },
      { status: 529 },
    );
    const answer = await talk(world.context(), "ajoute l’artiste Les Marées", { models });
    expect(await artists("Les Marées")).toBe(1);
    expect(answer.calls).toHaveLength(1);
    expect(answer.text).toMatch(/Artiste ajouté\s: Les Marées\./);
  });

  test("a stream cut after it asked for a change: the change is made once", async () => {
    const { models } = await claude({
      tools: [{ name: "tours_create_artist", input: { name: "Samuel Ka" } }],
      cut: true,
    });
    const answer = await talk(world.context(), "ajoute l’artiste Samuel Ka", { models });
    expect(await artists("Samuel Ka")).toBe(1);
    expect(answer.text).toMatch(/Artiste ajouté\s: Samuel Ka\./);
  });

  test("after a mere reading, it starts from the person's words", async () => {
    api = await openMessagesApi([
      { tools: [{ name: "find_anything", input: { text: "Ourses" } }] },
      { status: 529 },
    ]);
    const models = modelsOn(api.url, () => ({
      calls: [{ tool: "tours_create_artist", input: { name: "Ourses" } }],
      text: ({ outcomeOf }) => {
        const outcome = outcomeOf("interpreter-0");
        return outcome?.ok ? outcome.summary : "rien";
      },
    }));
    const answer = await talk(world.context(), "ajoute l’artiste Ourses", { models });
    expect(answer.text).toMatch(/^Artiste ajouté\s: Ourses\.$/);
    expect(await artists("Ourses")).toBe(1);
  });
});

describe("the monthly budget", () => {
  const setBudget = (cents: number | null) =>
    world.rows("update organizations set monthly_agent_budget_cents = $2 where id = $1", [
      world.here.id,
      cents,
    ]);

  test("once spent, Claude is not called and the interpreter says why it answers", async () => {
    await setBudget(0);
    const { api, models } = await claude({ text: "Jamais dit." });
    const answer = await talk(world.context(), "quelles dates", { models });
    expect(api.bodies).toHaveLength(0);
    expect(answer.notices[0]).toMatch(/budget mensuel de l’assistant \(0\s€\) est atteint/);
    expect(answer.text).toBe("L’interpréteur répond.");
    expect(await runOf(answer.runId)).toMatchObject({ provider: "koncert", cost_microcents: 0 });
    await setBudget(null);
  });

  test("reached within a run, it ends it after the step under way", async () => {
    await world.rows("update runs set cost_microcents = 0");
    await setBudget(1);
    const usage = { input: 1_000_000, cacheRead: 0, cacheWrite: 0, output: 0 };
    const { api, models } = await claude(
      { tools: [{ name: "find_anything", input: { text: "Zaz" } }], usage },
      { text: "Jamais dit." },
    );
    const answer = await talk(world.context(), "cherche Zaz", { models });
    expect(api.bodies).toHaveLength(1);
    expect(answer.notices.at(-1)).toContain("la réponse s’arrête ici");
    expect(await runOf(answer.runId)).toMatchObject({ status: "stopped" });
    await setBudget(null);
  });
});

test("stopping keeps what was written", async () => {
  const { models } = await claude({ text: "Voici le début de la réponse", hang: true });
  const stop = new AbortController();
  let written = "";
  const answer = await runTurn(
    world.context(),
    { message: { parts: [{ type: "text", text: "raconte" }] } },
    {
      models,
      signal: stop.signal,
      emit: (chunk) => {
        if (chunk.type === "text-delta") written += chunk.delta;
        if (written.endsWith("la réponse")) stop.abort();
      },
    },
  );
  expect(await runOf(answer.runId)).toMatchObject({ status: "stopped" });
  const [kept] = await world.rows("select body from messages where run_id = $1", [answer.runId]);
  expect(kept?.["body"]).toBe("Voici le début de la réponse");
});
