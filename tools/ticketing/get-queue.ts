import { sql } from "kysely";
import { z } from "zod";
import { words } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { aheadOf, minutesLeft } from "./queue-rules.ts";
import { refuseSale } from "./refuse-sale.ts";

const queue = z.object({
  isOn: z.boolean(),
  opensAt: z.string().nullable(),
  isOver: z.boolean(),
  isSoldOut: z.boolean(),
  waiting: z.int(),
  nextRank: z.int().nullable(),
  calledLately: z.int(),
  place: z
    .object({
      status: z.enum(["waiting", "called", "missed", "left"]),
      rank: z.int().nullable(),
      callEndsAt: z.string().nullable(),
    })
    .nullable(),
});
export type Queue = z.infer<typeof queue>;

export const getQueue = defineTool({
  name: "ticketing_get_queue",
  title: { fr: "File d’attente", en: "Queue" },
  description:
    "The waiting queue of a published date in a rush: whether it is on, how many wait, and the place of one browser.",
  permission: "sale:buy",
  effect: "read",
  input: z.object({
    slug: words(160).describe("public address of the date"),
    visitor: words(100).describe("browser in the queue").optional(),
  }),
  output: queue,
  examples: [
    {
      fr: "combien de monde attend pour zaz-lyon-2027-05-14 ?",
      en: "how many people wait for zaz-lyon-2027-05-14?",
      input: { slug: "zaz-lyon-2027-05-14" },
    },
    {
      fr: "la file d’attente de zaz-nice-2027-05-15",
      en: "the queue of zaz-nice-2027-05-15",
      input: { slug: "zaz-nice-2027-05-15" },
    },
    {
      fr: "où en est ma place pour zaz-lille-2027-02-24",
      en: "where is my place for zaz-lille-2027-02-24",
      input: { slug: "zaz-lille-2027-02-24", visitor: "1f0e4c1a-6a0f-4c6e-9a57-2c1d7f8b9a10" },
    },
    {
      fr: "il y a la queue sur zaz-paris-2027-03-12 ?",
      en: "is there a queue for zaz-paris-2027-03-12?",
      input: { slug: "zaz-paris-2027-03-12" },
    },
    {
      fr: "c’est bientôt mon tour, zaz-nantes-2027-04-02 ?",
      en: "is it my turn soon, zaz-nantes-2027-04-02?",
      input: { slug: "zaz-nantes-2027-04-02", visitor: "1f0e4c1a-6a0f-4c6e-9a57-2c1d7f8b9a10" },
    },
    {
      fr: "encore long pour zaz-marseille-2027-02-12 ?",
      en: "still long for zaz-marseille-2027-02-12?",
      input: { slug: "zaz-marseille-2027-02-12" },
    },
  ],
  async run(ctx, input) {
    const { rows } = await sql<{ answer: { code: string } & Queue }>`
      select koncert.queue_state(${input.slug}, ${input.visitor ?? null}, ${ctx.now}) as answer`.execute(
      ctx.tx,
    );
    const answer = rows[0]?.answer;
    if (answer?.code !== "ok") throw refuseSale(answer);
    return answer;
  },
  summary: (output, say) => {
    const { place } = output;
    if (place?.status === "called") return say({ fr: "C’est à vous.", en: "It is your turn." });
    const waiting = say.count(output.waiting, {
      fr: { one: "personne attend", other: "personnes attendent" },
      en: { one: "person waits", other: "people wait" },
    });
    if (place?.status !== "waiting" || place.rank === null) {
      return output.waiting === 0
        ? say({ fr: "Personne n’attend.", en: "Nobody waits." })
        : `${waiting}.`;
    }
    const ahead = aheadOf(place.rank, output);
    const minutes = minutesLeft(ahead, output);
    const turn =
      minutes === null
        ? ""
        : say({ fr: `, encore ${minutes} min environ`, en: `, about ${minutes} min to go` });
    return say({
      fr: `${ahead} devant vous${turn}.`,
      en: `${ahead} ahead of you${turn}.`,
    });
  },
});
