import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import { actOnce } from "#database/as-actor.ts";
import { words } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { refuseSale } from "./refuse-sale.ts";

const permission = "sale:buy";
const joined = { joined: true };
const someone = "1f0e4c1a-6a0f-4c6e-9a57-2c1d7f8b9a10";

export const joinQueue = defineTool({
  name: "ticketing_join_queue",
  title: { fr: "Prendre sa place dans la file", en: "Join the queue" },
  description:
    "Gives a browser its one place in the queue of a published date; called at once while there is room.",
  permission,
  effect: "write",
  input: z.object({
    slug: words(160).describe("public address of the date"),
    visitor: words(100).describe("browser that joins"),
  }),
  output: z.object({ joined: z.boolean() }),
  examples: [
    {
      fr: "je prends ma place pour zaz-lyon-2027-05-14",
      en: "I take my place for zaz-lyon-2027-05-14",
      input: { slug: "zaz-lyon-2027-05-14", visitor: someone },
    },
    {
      fr: "entrer dans la file, zaz-nice-2027-05-15",
      en: "join the queue, zaz-nice-2027-05-15",
      input: { slug: "zaz-nice-2027-05-15", visitor: someone },
    },
    {
      fr: "je veux attendre pour zaz-lille-2027-02-24",
      en: "I want to wait for zaz-lille-2027-02-24",
      input: { slug: "zaz-lille-2027-02-24", visitor: someone },
    },
    {
      fr: "mets-moi dans la queue zaz-paris-2027-03-12",
      en: "put me in the queue zaz-paris-2027-03-12",
      input: { slug: "zaz-paris-2027-03-12", visitor: someone },
    },
    {
      fr: "j’ai raté mon tour, je reprends la file zaz-nantes-2027-04-02",
      en: "I missed my turn, back in the queue zaz-nantes-2027-04-02",
      input: { slug: "zaz-nantes-2027-04-02", visitor: someone },
    },
    {
      fr: "attendre l’ouverture de zaz-marseille-2027-02-12",
      en: "wait for the opening of zaz-marseille-2027-02-12",
      input: { slug: "zaz-marseille-2027-02-12", visitor: someone },
    },
  ],
  merge: {
    key: (input) => input.slug,
    // A place is its own record, and joining twice is joining once: the log of calls adds nothing.
    async run(database, calls) {
      const [first] = calls;
      if (!first) return [];
      const now = new Date(Math.max(...calls.map(({ context }) => context.now.getTime())));
      const visitors = calls.map(({ input }) => input.visitor);
      const ask: Ask = (statement) =>
        actOnce(database, first.context.actor, statement, { permission });
      await join(ask, first.input.slug, visitors, now);
      return calls.map(() => ({ value: joined, replayed: false }));
    },
  },
  async run(ctx, input) {
    const ask: Ask = async (statement) => (await statement.execute(ctx.tx)).rows;
    await join(ask, input.slug, [input.visitor], ctx.now);
    return joined;
  },
  summary: (_, say) =>
    say({
      fr: "Votre place dans la file est gardée.",
      en: "Your place in the queue is kept.",
    }),
});

type Row = { answer: { code: string } };
type Ask = (statement: RawBuilder<Row>) => Promise<Row[]>;

/** Throws a buyer's refusal where the date is not on sale: nobody of the same date can join then. */
async function join(ask: Ask, slug: string, visitors: string[], now: Date): Promise<void> {
  const [row] = await ask(
    sql`select koncert.join_queue(${slug}, ${visitors}::text[], ${now}) as answer`,
  );
  const answer = row?.answer;
  if (answer?.code !== "ok") throw refuseSale(answer);
}
