import { sql } from "kysely";
import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { words } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";

const example = "7b0f5a52-2f7e-4d5c-9a39-0d6b4a1f3c11";

export const closePaymentCheck = defineTool({
  name: "ticketing_close_payment_check",
  title: { fr: "Classer un paiement à vérifier", en: "Close a payment check" },
  description:
    "Marks a payment that waited for a person as dealt with, with a note; moves no money. Ids come from ticketing_list_payment_checks.",
  permission: "ticketing:write",
  effect: "write",
  input: z.object({
    check: words(60).describe("id from ticketing_list_payment_checks"),
    note: words(500).describe("what was found or done").optional(),
  }),
  output: z.object({
    id: z.uuid(),
    orderId: z.uuid().nullable(),
    orderNumber: z.string().nullable(),
  }),
  examples: [
    {
      fr: "classe ce paiement, remboursé dans stripe",
      en: "close this payment, refunded in Stripe",
      input: { check: example, note: "remboursé dans Stripe" },
    },
    { fr: "c’est réglé pour ce paiement", en: "this payment is sorted", input: { check: example } },
    {
      fr: "vu, litige gagné",
      en: "seen, dispute won",
      input: { check: example, note: "litige gagné" },
    },
    {
      fr: "tu peux classer cette anomalie de paiement",
      en: "you can close this payment anomaly",
      input: { check: example },
    },
    {
      fr: "paiement vérifié, virement fait à la main",
      en: "payment checked, transferred by hand",
      input: { check: example, note: "virement fait à la main" },
    },
    {
      fr: "on oublie celui-là, c’était un essai",
      en: "forget that one, it was a trial",
      input: { check: example, note: "essai" },
    },
    {
      fr: "classe ce litige, on l’a gagné",
      en: "close this dispute, we won it",
      input: { check: example, note: "litige gagné" },
    },
    {
      fr: "tu peux classer ce paiement, c’est réglé",
      en: "you can close this payment, it is sorted",
      input: { check: example },
    },
    {
      fr: "classe l’anomalie, virement fait à la main",
      en: "close the anomaly, transferred by hand",
      input: { check: example, note: "virement fait à la main" },
    },
    {
      fr: "marque ce paiement comme vérifié",
      en: "mark this payment as checked",
      input: { check: example },
    },
    {
      fr: "paiement vu et réglé, classe-le",
      en: "payment seen and sorted, close it",
      input: { check: example },
    },
    {
      fr: "ce paiement était un essai, classe-le",
      en: "this payment was a trial, close it",
      input: { check: example, note: "essai" },
    },
  ],
  async run(ctx, input) {
    const unknown = new ToolError("not_found", {
      fr: "Ce paiement n’est pas à vérifier.",
      en: "This payment is not waiting to be checked.",
    });
    if (!z.guid().safeParse(input.check).success) throw unknown;
    const { rows } = await sql<{ answer: { code: string } }>`
      select koncert.see_payment_event(${input.check}::uuid, ${input.note ?? null}) as answer`.execute(
      ctx.tx,
    );
    if (rows[0]?.answer.code !== "ok") throw unknown;
    const { rows: events } = await sql<{ orderId: string | null; orderNumber: string | null }>`
      select o.id as "orderId", o.number as "orderNumber"
      from payment_events e left join orders o on o.id = e.order_id where e.id = ${input.check}::uuid`.execute(
      ctx.tx,
    );
    return {
      id: input.check,
      orderId: events[0]?.orderId ?? null,
      orderNumber: events[0]?.orderNumber ?? null,
    };
  },
  summary: (output, say) =>
    output.orderNumber
      ? say({
          fr: `Commande ${output.orderNumber} : paiement vérifié.`,
          en: `Order ${output.orderNumber}: payment checked.`,
        })
      : say({ fr: "Paiement vérifié.", en: "Payment checked." }),
  about: (output) =>
    output.orderId && output.orderNumber
      ? [{ kind: "order", id: output.orderId, label: output.orderNumber }]
      : [],
});
