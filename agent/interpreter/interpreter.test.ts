import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { localEmbeddings } from "#integrations/embeddings/local.ts";
import { localPlaces } from "#integrations/places/index.ts";
import { cents, choice, day, name, place, ref, words } from "#tools/core/fields.ts";
import type { Context } from "#tools/core/context.ts";
import type { Outcome } from "#tools/core/outcome.ts";
import { defineTool, type Subject, type Tool } from "#tools/core/tool.ts";
import { createInterpreter } from "./create-interpreter.ts";
import type { Offer } from "./options.ts";

const nothing = { run: async () => ({}), output: z.object({}), summary: () => "Fait." } as const;

const addDate = defineTool({
  name: "tours_create_performance",
  title: { fr: "Ajouter une date", en: "Add a date" },
  description: "Adds a date.",
  permission: "tours:write",
  effect: "write",
  input: z.object({ day: day(), city: place() }),
  examples: [
    {
      fr: "ajoute une date à Lyon le 14 mai 2027",
      en: "add a date in Lyon on 14 May 2027",
      input: { day: "2027-05-14", city: "Lyon" },
    },
    {
      fr: "pose Nice au 3 juin 2027",
      en: "put Nice on 3 June 2027",
      input: { day: "2027-06-03", city: "Nice" },
    },
  ],
  ...nothing,
});
const confirm = defineTool({
  name: "tours_confirm_performances",
  title: { fr: "Confirmer des dates", en: "Confirm dates" },
  description: "Confirms dates.",
  permission: "tours:write",
  effect: "write",
  input: z.object({ performances: z.array(ref("performance")) }),
  examples: [
    { fr: "confirme Lyon", en: "confirm Lyon", input: { performances: ["Lyon"] } },
    {
      fr: "valide la date de Nice",
      en: "lock in the Nice date",
      input: { performances: ["Nice"] },
    },
  ],
  ...nothing,
});
const addExpense = defineTool({
  name: "business_add_expense",
  title: { fr: "Ajouter une dépense", en: "Add an expense" },
  description: "Adds a cost.",
  permission: "business:write",
  effect: "write",
  input: z.object({
    label: name(),
    amount: cents(),
    performance: ref("performance").optional(),
    category: choice("expense_category", ["transport", "accommodation", "other"]).default("other"),
  }),
  examples: [
    {
      fr: "ajoute 450 € de camion à Lyon",
      en: "add €450 of truck in Lyon",
      input: { label: "camion", amount: 45_000, performance: "Lyon", category: "transport" },
    },
    {
      fr: "note une dépense de 80 € de péage",
      en: "note an expense of €80 of tolls",
      input: { label: "péage", amount: 8_000, category: "transport" },
    },
  ],
  ...nothing,
});
const getSales = defineTool({
  name: "ticketing_get_sales",
  title: { fr: "Ventes", en: "Sales" },
  description: "Tickets sold.",
  permission: "ticketing:read",
  effect: "read",
  input: z.object({ performances: z.array(ref("performance")).optional() }),
  examples: [
    {
      fr: "combien de billets vendus à Lyon ?",
      en: "how many tickets sold in Lyon?",
      input: { performances: ["Lyon"] },
    },
    { fr: "où en sont les ventes", en: "how are sales", input: {} },
  ],
  ...nothing,
});
const undo = defineTool({
  name: "organization_undo_call",
  title: { fr: "Annuler la dernière action", en: "Undo the last action" },
  description: "Undoes.",
  permission: "organization:read",
  effect: "write",
  input: z.object({ call: ref("call").optional() }),
  examples: [
    { fr: "annule ça", en: "undo that", input: {} },
    { fr: "reviens en arrière", en: "go back", input: {} },
  ],
  ...nothing,
});
const search = defineTool({
  name: "find_anything",
  title: { fr: "Rechercher", en: "Search" },
  description: "Finds.",
  permission: "agent:use",
  effect: "read",
  input: z.object({ text: words(200) }),
  examples: [
    { fr: "cherche Lea Martin", en: "find Lea Martin", input: { text: "Lea Martin" } },
    { fr: "trouve-moi Le Corum", en: "look for Le Corum", input: { text: "Le Corum" } },
  ],
  ...nothing,
});
const registry: Tool[] = [addDate, confirm, addExpense, getSales, undo, search];

const context: Context = {
  database: {} as never,
  integrations: { places: localPlaces, embeddings: localEmbeddings } as never,
  actor: { kind: "job", organizationId: randomUUID(), name: "test", via: "job" },
  locale: "fr",
  now: new Date("2026-11-26T09:00:00Z"),
  callId: randomUUID(),
};

type Answer = { calls: { tool: string; input: unknown }[]; text: string; offers: Offer[] };
type Result = (tool: string, input: Record<string, unknown>) => Outcome;

const done = (tool: string, summary = "Fait.", about: Subject[] = []): Outcome => ({
  ok: true,
  callId: randomUUID(),
  tool,
  effect: registry.find((one) => one.name === tool)?.effect ?? "read",
  value: {},
  summary,
  cards: [],
  about,
  untrusted: false,
  replayed: false,
  undoable: false,
});

/** A conversation whose calls come out as `result` says. */
function conversation(result: Result = (tool) => done(tool)) {
  let memory: unknown;
  return async (said: string): Promise<Answer> => {
    const outcomes = new Map<string, Outcome>();
    const answer: Answer = { calls: [], text: "", offers: [] };
    const model = createInterpreter({
      context,
      said,
      call: async (tool) => ({ ...done(tool), value: { hits: [] } }) as Outcome,
      outcomeOf: (id) => outcomes.get(id),
      registry,
      memory: {
        load: async () => memory,
        save: async (state) => void (memory = structuredClone(state)),
      },
      offer: (choices) => void answer.offers.push(...choices),
    });
    const prompt: Parameters<typeof model.doGenerate>[0]["prompt"] = [
      { role: "user", content: [{ type: "text", text: said }] },
    ];
    for (let step = 0; step < 12; step++) {
      const { content, finishReason } = await model.doGenerate({ prompt });
      for (const part of content) {
        if (part.type === "text") answer.text += part.text;
        if (part.type !== "tool-call") continue;
        const input = JSON.parse(part.input) as Record<string, unknown>;
        answer.calls.push({ tool: part.toolName, input });
        outcomes.set(part.toolCallId, result(part.toolName, input));
      }
      if (finishReason.unified !== "tool-calls") break;
      prompt.push({ role: "tool", content: [] });
    }
    return answer;
  };
}

describe("the interpreter", () => {
  test("turns a sentence into a call with its fields", async () => {
    const say = conversation();
    expect((await say("cale une date à Rouen le 3 avril 2027")).calls).toEqual([
      { tool: "tours_create_performance", input: { day: "2027-04-03", city: "Rouen" } },
    ]);
  });

  test("says the summary of the tool and nothing else", async () => {
    const say = conversation((tool) => done(tool, "Lyon est confirmée."));
    expect((await say("confirme Lyon")).text).toBe("Lyon est confirmée.");
  });

  test("gathers an enumeration in a field that takes many", async () => {
    expect((await conversation()("confirme Lyon, Nice et Lille")).calls).toEqual([
      { tool: "tours_confirm_performances", input: { performances: ["Lyon", "Nice", "Lille"] } },
    ]);
  });

  test("makes one call for each amount of a list, the place they share in each", async () => {
    const { calls } = await conversation()("ajoute 450 € d'hôtel et 320 € de train à Lyon");
    expect(calls.map((call) => call.input)).toEqual([
      { label: "hôtel", amount: 45_000, performance: "Lyon", category: "accommodation" },
      { label: "train", amount: 32_000, performance: "Lyon", category: "transport" },
    ]);
  });

  test("does several requests in their order", async () => {
    const { calls } = await conversation()("confirme Lyon puis ajoute 60 € de péage à Lyon");
    expect(calls.map((call) => call.tool)).toEqual([
      "tours_confirm_performances",
      "business_add_expense",
    ]);
  });

  test("asks for what is missing and goes on with the answer", async () => {
    const say = conversation();
    const asked = await say("ajoute une date à Rouen");
    expect(asked.calls).toEqual([]);
    expect(asked.text).toMatch(/quel jour\u202f\?/i);
    expect((await say("le 3 avril 2027")).calls).toEqual([
      { tool: "tours_create_performance", input: { day: "2027-04-03", city: "Rouen" } },
    ]);
  });

  test("leaves its question aside for a new request", async () => {
    const say = conversation();
    await say("ajoute une date à Rouen");
    const { calls, text } = await say("combien de billets vendus à Lyon ?");
    expect(calls).toEqual([{ tool: "ticketing_get_sales", input: { performances: ["Lyon"] } }]);
    expect(text).toContain("Je laisse de côté «\u00a0Ajouter une date\u00a0»");
  });

  test("drops its question when told to", async () => {
    const say = conversation();
    await say("ajoute une date à Rouen");
    expect(await say("laisse tomber")).toMatchObject({
      calls: [],
      text: "D’accord, je laisse cela de côté.",
    });
    expect((await say("le 3 avril 2027")).calls).toEqual([]);
  });

  test("offers the rows that an ambiguous name may mean, and takes the one pressed", async () => {
    const choices = [
      { id: "1", label: "14/05/2027 · Lyon" },
      { id: "2", label: "16/05/2027 · Lyon" },
    ];
    const say = conversation((tool, input) =>
      JSON.stringify(input).includes("Lyon")
        ? {
            ok: false,
            callId: "x",
            tool,
            error: {
              code: "invalid_input",
              message: "Lequel\u202f?",
              field: "performances",
              choices,
            },
          }
        : done(tool),
    );
    const asked = await say("confirme Lyon et Nice");
    expect(asked.offers.map((offer) => offer.say)).toEqual(choices.map((one) => one.label));
    expect((await say("16/05/2027 · Lyon")).calls).toEqual([
      { tool: "tours_confirm_performances", input: { performances: ["2", "Nice"] } },
    ]);
  });

  test("undoes and does again when corrected", async () => {
    const say = conversation();
    await say("ajoute une date à Rouen le 3 avril 2027");
    const { calls } = await say("non, le 4");
    expect(calls).toMatchObject([
      { tool: "organization_undo_call" },
      { tool: "tours_create_performance", input: { day: "2027-04-04", city: "Rouen" } },
    ]);
  });

  test("asks a read again for another place, but never repeats a write on a question", async () => {
    const say = conversation();
    await say("combien de billets vendus à Lyon ?");
    expect((await say("et Nice ?")).calls).toEqual([
      { tool: "ticketing_get_sales", input: { performances: ["Nice"] } },
    ]);
    await say("ajoute 60 € de péage à Lyon");
    expect((await say("et Nice ?")).calls.map((call) => call.tool)).not.toContain(
      "business_add_expense",
    );
  });

  test("« elle » is the row just spoken of", async () => {
    const say = conversation((tool) =>
      done(tool, "Fait.", [{ kind: "performance", id: "p1", label: "2027-05-14 · Lyon" }]),
    );
    await say("combien de billets vendus à Lyon ?");
    expect((await say("confirme-la")).calls).toEqual([
      { tool: "tours_confirm_performances", input: { performances: ["p1"] } },
    ]);
  });

  test("never drops an amount in silence", async () => {
    const { calls, text, offers } = await conversation()("confirme Lyon 300 €");
    expect(calls).toEqual([]);
    expect(text).toContain("«\u00a0300 €\u00a0»");
    expect(offers.map((offer) => offer.label)).toEqual(["Oui", "Non"]);
  });

  test("goes on without it after « oui », and does nothing after « non »", async () => {
    const say = conversation();
    await say("confirme Lyon 300 €");
    expect((await say("oui")).calls).toEqual([
      { tool: "tours_confirm_performances", input: { performances: ["Lyon"] } },
    ]);
    await say("confirme Lyon 300 €");
    expect((await say("non")).calls).toEqual([]);
  });

  test("a day that does not exist stops everything", async () => {
    const { calls, text } = await conversation()("ajoute une date à Rouen le 31 février");
    expect(calls).toEqual([]);
    expect(text).toContain("n’existe pas");
  });

  test("says what it cannot do", async () => {
    for (const said of [
      "réserve-moi un taxi pour demain",
      "raconte-moi une blague",
      "what is the weather in Lyon",
    ]) {
      const { calls, text } = await conversation()(said);
      expect(calls, said).toEqual([]);
      expect(text.length, said).toBeGreaterThan(0);
    }
  });

  test("stops at an error and says what was not done", async () => {
    const say = conversation((tool) => ({
      ok: false,
      callId: "x",
      tool,
      error: { code: "conflict", message: "Lyon est annulée." },
    }));
    const { calls, text } = await say("confirme Lyon puis ajoute 60 € de péage à Lyon");
    expect(calls).toHaveLength(1);
    expect(text).toContain("Lyon est annulée.");
    expect(text).toContain("Pas encore fait");
  });

  test("forgives slips of the keyboard", async () => {
    expect((await conversation()("confrime Lyon")).calls).toEqual([
      { tool: "tours_confirm_performances", input: { performances: ["Lyon"] } },
    ]);
  });

  test("a figure alone corrects the only figure of the last call", async () => {
    const say = conversation();
    await say("ajoute 60 € de péage à Lyon");
    const { calls } = await say("non pardon 65");
    expect(calls.map(({ tool }) => tool)).toEqual([
      "organization_undo_call",
      "business_add_expense",
    ]);
    expect(calls[1]?.input).toMatchObject({ label: "péage", amount: 6_500 });
  });

  test("what asks to take away adds nothing", async () => {
    const { calls } = await conversation()("supprime les 450 € de camion à Lyon");
    expect(calls.filter(({ tool }) => tool === "business_add_expense")).toEqual([]);
  });

  test("answers within 15 ms of processor once it has learnt", async () => {
    const say = conversation();
    await say("confirme Lyon");
    const times: number[] = [];
    for (let round = 0; round < 15; round++) {
      const before = process.cpuUsage();
      await say("combien de billets vendus à Lyon ?");
      const { user, system } = process.cpuUsage(before);
      times.push((user + system) / 1000);
    }
    expect(times.toSorted((a, b) => a - b)[7]).toBeLessThan(15);
  });
});
