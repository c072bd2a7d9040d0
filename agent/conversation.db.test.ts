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
    const first = await talk(world.context(), "  quelles sont mes dates en février ?\nmerci", {
      models,
    });
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
    const remember =
      (word: string): Script =>
      ({ memory }) => ({
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

  test("a message sent again, its answer lost, is answered again and acts once", async () => {
    const models = saying("Fait.", { tool: "tours_create_artist", input: { name: "Encore" } });
    const message = { id: crypto.randomUUID(), parts: [{ type: "text", text: "crée Encore" }] };
    const { conversationId } = await talk(world.context(), { message }, { models });
    const again = await talk(world.context(), { conversationId, message }, { models });
    expect(again.text).toBe("Fait.");
    expect(again.calls.map(({ outcome }) => outcome.ok)).toEqual([true]);
    const artists = await world.rows("select id from artists where name = 'Encore'");
    expect(artists).toHaveLength(1);
    const { messages } = await loadConversation(world.context(), conversationId);
    expect(messages.map(({ parts }) => textOf(parts))).toEqual(["crée Encore", "Fait."]);
  });

  test("a message sent again asks for one approval", async () => {
    const { performance } = (
      await world.done<{ performance: { id: string } }>("tours_create_performance", {
        day: "2027-06-03",
        city: "Nantes",
        artist: "Encore",
      })
    ).value;
    const input = { performances: [performance.id] };
    const models = saying("Cela attend.", { tool: "tours_cancel_performances", input });
    const message = { id: crypto.randomUUID(), parts: [{ type: "text", text: "annule Nantes" }] };
    const { conversationId } = await talk(world.context(), { message }, { models });
    await talk(world.context(), { conversationId, message }, { models });
    const waiting = await world.rows("select id from approvals where conversation_id = $1", [
      conversationId,
    ]);
    expect(waiting).toHaveLength(1);
  });

  test("asking for another answer acts anew", async () => {
    const toll = { label: "péage", amount: 900 };
    const models = saying("Fait.", { tool: "business_add_expense", input: toll });
    const { conversationId } = await talk(world.context(), "9 € de péage", { models });
    await talk(
      world.context(),
      { conversationId, trigger: "regenerate", message: { parts: [] } },
      { models },
    );
    expect(await world.rows("select id from expenses where label = 'péage'")).toHaveLength(2);
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
      {
        tool: "organization_invite_member",
        input: { email: "nouveau@example.org", role: "viewer" },
      },
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
