import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openWorld, type World } from "#tools/testing/world.ts";
import {
  deleteConversation,
  listConversations,
  loadConversation,
  renameConversation,
} from "./conversations.ts";
import type { GroundingSpan } from "./grounding.ts";
import { streamChat } from "./stream-chat.ts";
import { modelsOn, talk } from "./testing/talk.ts";
import type { Script } from "./testing/scripted-interpreter.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const saying = (text: string, ...calls: { tool: string; input: unknown }[]) =>
  modelsOn(null, () => ({ calls, text: () => text }));
const textOf = (parts: { type: string; [key: string]: unknown }[]) =>
  parts.map((part) => (part.type === "text" ? part["text"] : "")).join("");
const submit = (text: string, conversationId?: string) => ({
  conversationId,
  message: { parts: [{ type: "text", text }] },
});

describe("a conversation", () => {
  test("takes its title from the first message and keeps both sides", async () => {
    const models = saying("Voici vos dates.");
    const first = await talk(world.context(), "  quelles sont mes dates en février ?\nmerci", { models });
    const { conversationId } = first;
    await talk(world.context(), "et en mars ?", { models, conversationId });
    const loaded = await loadConversation(world.context(), conversationId);
    expect(loaded.title).toBe("quelles sont mes dates en février ?");
    expect(loaded.messages.map(({ role, parts }) => [role, textOf(parts)])).toEqual([
      ["user", "  quelles sont mes dates en février ?\nmerci"],
      ["assistant", "Voici vos dates."],
      ["user", "et en mars ?"],
      ["assistant", "Voici vos dates."],
    ]);
    expect(loaded.messages.flatMap(({ parts }) => parts.map((part) => part.type))).not.toContain(
      "data-context",
    );
  });

  test("is found by its words, accents forgiven, and is private to its member", async () => {
    const models = saying("La jauge de Châteauroux est de 900 places.");
    const { conversationId } = await talk(world.context(), "combien de places", { models });
    const search = { search: "chateauroux" };
    const found = await listConversations(world.context(), search);
    expect(found.map(({ id }) => id)).toEqual([conversationId]);
    expect(found[0]?.excerpt).toContain("Châteauroux");
    expect(await listConversations(world.context({ role: "manager" }), search)).toEqual([]);
    const elsewhere = world.context({ organization: world.elsewhere });
    expect(await listConversations(elsewhere, search)).toEqual([]);
    await expect(loadConversation(elsewhere, conversationId)).rejects.toThrow(/does not exist/);
  });

  test("of somebody else can't be continued", async () => {
    const models = saying("Bien.");
    const { conversationId } = await talk(world.context(), "bonjour", { models });
    const intruder = await talk(world.context({ organization: world.elsewhere }), "bonjour", {
      models,
      conversationId,
    });
    expect(intruder.text).toBe("");
    expect(intruder.chunks).toContainEqual({
      type: "error",
      errorText: "Cette conversation n’existe pas ou n’existe plus.",
    });
    const loaded = await loadConversation(world.context(), conversationId);
    expect(loaded.messages).toHaveLength(2);
  });

  test("is renamed, and its words go when it is deleted", async () => {
    const { conversationId, runId } = await talk(world.context(), "bonjour", {
      models: saying("Bien."),
    });
    await renameConversation(world.context(), conversationId, "Tournée d’hiver");
    expect((await loadConversation(world.context(), conversationId)).title).toBe("Tournée d’hiver");
    await deleteConversation(world.context(), conversationId);
    await expect(loadConversation(world.context(), conversationId)).rejects.toThrow();
    const left = await world.rows("select id from messages where conversation_id = $1", [
      conversationId,
    ]);
    expect(left).toEqual([]);
    expect(await world.rows("select id from runs where id = $1", [runId])).toHaveLength(1);
  });

  test("retrying answers the same message again in place of the first answer", async () => {
    const { conversationId } = await talk(world.context(), "raconte", { models: saying("Un.") });
    await talk(
      world.context(),
      { conversationId, trigger: "regenerate", message: { parts: [] } },
      { models: saying("Deux.") },
    );
    const { messages } = await loadConversation(world.context(), conversationId);
    expect(messages.map(({ parts }) => textOf(parts))).toEqual(["raconte", "Deux."]);
  });

  test("editing a message replaces it and all that followed, memory included", async () => {
    const remember = (word: string): Script => ({ memory }) => ({
      text: () => {
        void memory.save([word]);
        return word;
      },
    });
    const first = await talk(world.context(), "un", { models: modelsOn(null, remember("A")) });
    const { conversationId } = first;
    await talk(world.context(), "deux", { models: modelsOn(null, remember("B")), conversationId });
    const before = await loadConversation(world.context(), conversationId);
    let seen: unknown;
    await talk(
      world.context(),
      {
        conversationId,
        trigger: "edit",
        messageId: before.messages[2]?.id,
        message: { parts: [{ type: "text", text: "deux bis" }] },
      },
      {
        models: modelsOn(null, ({ memory }) => {
          void memory.load().then((state) => (seen = state));
          return { text: () => "C" };
        }),
      },
    );
    const after = await loadConversation(world.context(), conversationId);
    expect(after.messages.map(({ parts }) => textOf(parts))).toEqual(["un", "A", "deux bis", "C"]);
    expect(seen).toEqual(["A"]);
  });

  test("a message sent twice is answered once", async () => {
    const models = saying("Fait.", { tool: "tours_create_artist", input: { name: "Encore" } });
    const message = { id: crypto.randomUUID(), parts: [{ type: "text", text: "crée Encore" }] };
    const { conversationId } = await talk(world.context(), { message }, { models });
    const again = await talk(world.context(), { conversationId, message }, { models });
    expect(again.calls).toEqual([]);
    expect(again.chunks.some((chunk) => chunk.type === "error")).toBe(true);
  });

  test.each([
    ["nothing", "  "],
    ["too much", "x".repeat(400_001)],
  ])("refuses %s and stores nothing", async (_, text) => {
    const answer = await talk(world.context(), text, { models: saying("Non.") });
    expect(answer.chunks.find((chunk) => chunk.type === "error")).toBeDefined();
    const stored = await world.rows("select id from conversations where id = $1", [
      answer.conversationId,
    ]);
    expect(stored).toEqual([]);
  });

  test("takes a binary paste and half characters as text", async () => {
    const answer = await talk(world.context(), "PK\u0003\u0004\u0000\uD800 fin", {
      models: saying("Je n’ai pas compris."),
    });
    expect(answer.text).toBe("Je n’ai pas compris.");
    expect(answer.run.status).toBe("done");
  });

  test("is closed to a role that may not use the agent", async () => {
    const permission = ["viewer", "agent:use"];
    const take = "delete from role_permissions where role = $1 and permission = $2";
    const give = "insert into role_permissions (role, permission) values ($1, $2)";
    await world.rows(take, permission);
    const viewer = world.context({ role: "viewer" });
    const answer = await talk(viewer, "bonjour", { models: saying("Non.") });
    await world.rows(give, permission);
    expect(answer.text).toBe("");
    expect(answer.chunks.find((chunk) => chunk.type === "error")).toMatchObject({
      errorText: expect.stringContaining("Votre rôle ne permet pas"),
    });
    expect((await talk(viewer, "bonjour", { models: saying("Oui.") })).text).toBe("Oui.");
  });
});

describe("the chat's response", () => {
  test("begins before any work and ends with the stream's mark", async () => {
    const response = streamChat(world.context(), submit("bonjour"), undefined, {
      models: saying("Bonjour."),
    });
    expect(response.headers.get("content-type")).toContain("text/event-stream");
    const reader = response.body!.getReader();
    const first = new TextDecoder().decode((await reader.read()).value);
    expect(first).toContain('"type":"start"');
    expect(first).toContain("conversationId");
    let rest = "";
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      rest += new TextDecoder().decode(next.value);
    }
    expect(rest).toContain("Bonjour.");
    expect(rest.trim().endsWith("[DONE]")).toBe(true);
  });
});

describe("a run that has read text of others", () => {
  test("asks approval before anything leaves", async () => {
    const models = saying(
      "Fait.",
      { tool: "organization_list_approvals", input: {} },
      { tool: "organization_invite_member", input: { email: "nouveau@example.org", role: "viewer" } },
    );
    const answer = await talk(world.context(), "invite nouveau@example.org", { models });
    expect(answer.calls[1]?.outcome).toHaveProperty("pending");
    const direct = await talk(world.context(), "invite autre@example.org", {
      models: saying("Fait.", {
        tool: "organization_invite_member",
        input: { email: "autre@example.org", role: "viewer" },
      }),
    });
    expect(direct.calls[0]?.outcome.ok).toBe(true);
  });
});

describe("a decision in words", () => {
  /** A date that is ready to go on sale, which always waits for a person. */
  async function askToPublish(city: string, day: string) {
    await world.done("tours_create_performance", {
      day,
      city,
      artist: "Nuit Claire",
      status: "confirmed",
      capacity: 800,
      title: city,
    });
    await world.done("ticketing_create_ticket_type", { performances: [city], price: 3_500 });
    return { tool: "ticketing_publish_performance", input: { performance: city } };
  }
  const waiting = "Cela attend votre accord.";
  const statusIn = async (title: string) =>
    (await world.rows("select status from performances where title = $1", [title]))[0]?.["status"];

  beforeAll(async () => {
    await world.done("tours_create_artist", { name: "Nuit Claire" });
  });

  test("« oui » right after the request carries it out, as the person", async () => {
    const models = saying(waiting, await askToPublish("Lyon", "2027-05-14"));
    const asked = await talk(world.context(), "mets Lyon en vente", { models });
    expect(asked.calls[0]?.outcome).toHaveProperty("pending");
    expect(await statusIn("Lyon")).toBe("confirmed");
    const { conversationId } = asked;
    const decided = await talk(world.context(), "Oui.", { models, conversationId });
    expect(decided.calls).toMatchObject([
      { tool: "organization_decide_approval", outcome: { ok: true } },
    ]);
    expect(await statusIn("Lyon")).toBe("on_sale");
    const [call] = await world.rows(
      "select via from tool_calls where tool = 'organization_decide_approval' and run_id = $1",
      [decided.runId],
    );
    expect(call?.["via"]).toBe("web");
  });

  test("« je refuse » leaves everything as it is", async () => {
    const models = saying(waiting, await askToPublish("Nantes", "2027-05-15"));
    const { conversationId } = await talk(world.context(), "mets Nantes en vente", { models });
    const decided = await talk(world.context(), "je refuse", { models, conversationId });
    expect(decided.text).toContain("Rien n’a été fait");
    expect(await statusIn("Nantes")).toBe("confirmed");
  });

  test("« oui » to something else does not decide; « j’accepte » still does", async () => {
    const models = saying(waiting, await askToPublish("Lille", "2027-05-16"));
    const { conversationId } = await talk(world.context(), "mets Lille en vente", { models });
    const other = { models: saying("Dois-je chercher aussi en mars ?"), conversationId };
    await talk(world.context(), "quelles dates en février", other);
    const answer = await talk(world.context(), "oui", other);
    expect(answer.calls).toEqual([]);
    expect(await statusIn("Lille")).toBe("confirmed");
    await talk(world.context(), "J’accepte", other);
    expect(await statusIn("Lille")).toBe("on_sale");
  });

  test("a decision is taken once: the same word again goes to the agent", async () => {
    const models = saying(waiting, await askToPublish("Metz", "2027-05-21"));
    const { conversationId } = await talk(world.context(), "mets Metz en vente", { models });
    const after = { models: saying("Rien n’attend."), conversationId };
    await talk(world.context(), "j’accepte", after);
    expect((await talk(world.context(), "j’accepte", after)).text).toBe("Rien n’attend.");
  });

  test("with two requests waiting, one word decides neither", async () => {
    const first = await askToPublish("Rennes", "2027-05-17");
    const second = await askToPublish("Tours", "2027-05-18");
    const models = saying(waiting, first, second);
    const { conversationId } = await talk(world.context(), "mets-les en vente", { models });
    const answer = await talk(world.context(), "j’accepte", { models, conversationId });
    expect(answer.text).toContain("une par une");
    expect(await statusIn("Rennes")).toBe("confirmed");
    expect(await statusIn("Tours")).toBe("confirmed");
  });

  test("the agent itself can never decide", async () => {
    const models = saying(waiting, await askToPublish("Brest", "2027-05-19"));
    const asked = await talk(world.context(), "mets Brest en vente", { models });
    const outcome = asked.calls[0]?.outcome;
    const approval = outcome && "pending" in outcome ? outcome.pending.approvalId : "";
    for (const via of ["agent", "mcp"] as const) {
      const refused = await world.failed(
        "organization_decide_approval",
        { approval, decision: "accept" },
        { via },
      );
      expect(refused.code).toBe("forbidden");
    }
    const models2 = saying("Fait.", {
      tool: "organization_decide_approval",
      input: { approval, decision: "accept" },
    });
    await talk(world.context(), "accepte-la toi-même", { models: models2 });
    expect(await statusIn("Brest")).toBe("confirmed");
  });

  test("the word of a member without the right decides nothing", async () => {
    const { input } = await askToPublish("Dijon", "2027-05-20");
    const models = saying("Refusé.", { tool: "ticketing_publish_performance", input });
    const viewer = world.context({ role: "viewer" });
    const asked = await talk(viewer, "mets Dijon en vente", { models });
    expect(asked.calls[0]?.outcome).toMatchObject({ error: { code: "forbidden" } });
    await talk(viewer, "oui", { models: saying("Non."), conversationId: asked.conversationId });
    expect(await statusIn("Dijon")).toBe("confirmed");
  });
});

test("figures of an answer carry the call they came from", async () => {
  const models = modelsOn(null, () => ({
    calls: [{ tool: "tours_create_artist", input: { name: "Baro Trio" } }],
    text: () => "Baro Trio est ajouté ; il jouera le 3 mars 2027.",
  }));
  const answer = await talk(world.context(), "ajoute Baro Trio", { models });
  const spans = answer.chunks.flatMap((chunk) =>
    chunk.type === "data-grounding" ? (chunk.data as { spans: GroundingSpan[] }).spans : [],
  );
  expect(spans.map(({ start, end, callId }) => [answer.text.slice(start, end), callId])).toEqual([
    ["Baro Trio", answer.calls[0]?.outcome.callId],
    ["3 mars 2027", null],
  ]);
});
