import { sql } from "kysely";
import { z } from "zod";
import { count } from "../core/fields.ts";
import { defineTool, type ToolContext } from "../core/tool.ts";
import { advanceMassRefund } from "./advance-mass-refund.ts";
import { mailOffers, mailResold } from "./after-sale-letters.ts";
import { type AfterSaleAnswer, refuseAfterSale } from "./refuse-after-sale.ts";

export const continueAfterSale = defineTool({
  name: "ticketing_continue_after_sale",
  title: { fr: "Poursuivre l’après-vente", en: "Continue the after-sale work" },
  description:
    "Goes on with what runs by itself: refunds of cancelled dates, offers of resold tickets to the waiting list, their letters.",
  permission: "ticketing:refund",
  effect: "write",
  input: z.object({ batch: count(1, 500).describe("orders refunded at once").default(60) }),
  output: z.object({ refunded: z.int(), left: z.int(), offered: z.int(), resold: z.int() }),
  examples: [
    { fr: "poursuis les remboursements en cours", en: "go on with the refunds", input: {} },
    {
      fr: "relance les remboursements de la date annulée",
      en: "resume the refunds of the cancelled date",
      input: {},
    },
    {
      fr: "continue l’après-vente",
      en: "continue the after-sale work",
      input: {},
    },
    {
      fr: "propose les billets rendus à la liste d’attente maintenant",
      en: "offer the returned tickets to the waiting list now",
      input: {},
    },
    {
      fr: "les remboursements sont bloqués, fais-les avancer",
      en: "the refunds are stuck, move them along",
      input: {},
    },
    {
      fr: "rembourse encore 200 commandes de la date annulée",
      en: "refund another 200 orders of the cancelled date",
      input: { batch: 200 },
    },
    {
      fr: "fais avancer les remboursements en attente de la date annulée",
      en: "move the pending refunds of the cancelled date along",
      input: {},
    },
    {
      fr: "poursuis l’envoi des remboursements, il en reste",
      en: "go on sending the refunds, some are left",
      input: {},
    },
    {
      fr: "fais avancer la revente et la liste d’attente",
      en: "move the resale and the waiting list along",
      input: {},
    },
    {
      fr: "continue les remboursements en cours",
      en: "continue the refunds under way",
      input: {},
    },
    {
      fr: "rembourse encore 100 commandes",
      en: "refund another 100 orders",
      input: { batch: 100 },
    },
    {
      fr: "avance de 50 commandes dans les remboursements de la date annulée",
      en: "move the refunds of the cancelled date on by 50 orders",
      input: { batch: 50 },
    },
    {
      fr: "continue à proposer les billets rendus à la liste d’attente",
      en: "go on offering the returned tickets to the waiting list",
      input: {},
    },
    {
      fr: "poursuis l’après-vente, il reste des commandes",
      en: "go on with the after-sale work, some orders are left",
      input: {},
    },
    {
      fr: "les remboursements en masse sont bloqués, relance la suite",
      en: "the mass refunds are stuck, go on with the rest",
      input: {},
    },
    {
      fr: "poursuis les remboursements de la date annulée, encore 300 commandes",
      en: "go on with the refunds of the cancelled date, another 300 orders",
      input: { batch: 300 },
    },
  ],
  async run(ctx, input) {
    const running = await ctx.tx
      .selectFrom("mass_refunds")
      .select("id")
      .where("finished_at", "is", null)
      .orderBy("created_at")
      .execute();
    let refunded = 0;
    let left = 0;
    for (const run of running) {
      const batch = Math.max(input.batch - refunded, 0);
      const answer = await advanceMassRefund(ctx, run.id, batch);
      refunded += answer.done;
      left += answer.left;
    }
    return { refunded, left, offered: await offerResales(ctx), resold: await tellResales(ctx) };
  },
  summary: (output, say) => {
    const done = [
      say({
        fr: `${say.count(output.refunded, { fr: { one: "commande remboursée", other: "commandes remboursées" }, en: { one: "", other: "" } })}, ${say.number(output.left)} en attente`,
        en: `${say.count(output.refunded, { fr: { one: "", other: "" }, en: { one: "order refunded", other: "orders refunded" } })}, ${say.number(output.left)} waiting`,
      }),
      say({
        fr: `${say.count(output.offered, { fr: { one: "billet proposé", other: "billets proposés" }, en: { one: "", other: "" } })} à la liste d’attente`,
        en: `${say.count(output.offered, { fr: { one: "", other: "" }, en: { one: "ticket offered", other: "tickets offered" } })} to the waiting list`,
      }),
    ];
    return `${done.join(" ; ")}.`;
  },
});

/** Offers the tickets given back of every date to the next people of its waiting list. */
async function offerResales(ctx: ToolContext): Promise<number> {
  const dates = await ctx.tx
    .selectFrom("resales")
    .innerJoin("performances", "performances.id", "resales.performance_id")
    .innerJoin("organizations", "organizations.id", "resales.organization_id")
    .leftJoin("venues", "venues.id", "performances.venue_id")
    .select([
      "performances.id",
      sql<string>`coalesce(venues.time_zone, organizations.time_zone)`.as("timeZone"),
    ])
    .where("resales.status", "in", ["listed", "offered"])
    .distinct()
    .orderBy("performances.id")
    .execute();
  let offered = 0;
  for (const date of dates) {
    const { rows } = await sql<{
      answer: AfterSaleAnswer & { offers: Parameters<typeof mailOffers>[1] };
    }>`select koncert.match_resales(${date.id}::uuid, ${ctx.now}) as answer`.execute(ctx.tx);
    const answer = rows[0]?.answer;
    if (answer?.code !== "ok") throw refuseAfterSale(answer);
    offered += await mailOffers(ctx, answer.offers, date.timeZone);
  }
  return offered;
}

async function tellResales(ctx: ToolContext): Promise<number> {
  const { rows } = await sql<{
    answer: AfterSaleAnswer & { sold: Parameters<typeof mailResold>[1] };
  }>`
    select koncert.tell_resales(${ctx.now}) as answer`.execute(ctx.tx);
  const answer = rows[0]?.answer;
  if (answer?.code !== "ok") throw refuseAfterSale(answer);
  await mailResold(ctx, answer.sold);
  return answer.sold.length;
}
