import { sql } from "kysely";
import { z } from "zod";
import { words } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { exampleToken } from "./get-order.ts";
import { openWaiting } from "./open-links.ts";
import { type AfterSaleAnswer, refuseAfterSale } from "./refuse-after-sale.ts";

export const leaveWaitingList = defineTool({
  name: "ticketing_leave_waiting_list",
  title: { fr: "Quitter la liste d’attente", en: "Leave the waiting list" },
  description: "A person no longer wants a place; a ticket offered to them goes to the next.",
  permission: "sale:buy",
  effect: "write",
  input: z.object({
    waiting: words(60).describe("token of the place on the list"),
  }),
  output: z.object({ left: z.boolean() }),
  examples: [
    {
      fr: "enlevez-moi de la liste d’attente",
      en: "take me off the waiting list",
      input: { waiting: exampleToken },
    },
    {
      fr: "je n’ai plus besoin de place",
      en: "I no longer need a place",
      input: { waiting: exampleToken },
    },
    {
      fr: "proposez-le au suivant",
      en: "offer it to the next person",
      input: { waiting: exampleToken },
    },
    {
      fr: "non merci pour ce billet",
      en: "no thanks for this ticket",
      input: { waiting: exampleToken },
    },
    {
      fr: "je me désinscris",
      en: "I unsubscribe",
      input: { waiting: exampleToken },
    },
    {
      fr: "plus intéressé",
      en: "no longer interested",
      input: { waiting: exampleToken },
    },
  ],
  async run(ctx, input) {
    const id = openWaiting(ctx, input.waiting);
    const { rows } = await sql<{ answer: AfterSaleAnswer }>`
      select koncert.leave_waiting_list(${id}::uuid) as answer`.execute(ctx.tx);
    const answer = rows[0]?.answer;
    if (answer?.code !== "ok") throw refuseAfterSale(answer);
    return { left: true };
  },
  summary: (_, say) =>
    say({ fr: "Vous n’êtes plus sur la liste d’attente.", en: "You are off the waiting list." }),
});
