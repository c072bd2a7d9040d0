import { z } from "zod";
import { emptied } from "../core/emptied.ts";
import { ToolError } from "../core/errors.ts";
import { clearing, email, name, phone, ref, words } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";

const emptiable = { email: "buyer_email", phone: "buyer_phone", notes: "notes" } as const;

export const updateOrder = defineTool({
  name: "ticketing_update_order",
  title: { fr: "Corriger une commande", en: "Correct an order" },
  description:
    "Corrects the buyer's name, e-mail or phone of an order, or its notes. Tickets and amounts stay; nothing is sent.",
  permission: "ticketing:write",
  effect: "write",
  input: z.object({
    order: ref("order"),
    buyer_name: name().optional(),
    email: email().optional(),
    phone: phone().optional(),
    notes: words(4_000).optional(),
    clear: clearing(emptiable).optional(),
  }),
  output: z.object({
    orderId: z.uuid(),
    number: z.string(),
    buyer: z.string().nullable(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    notes: z.string().nullable(),
  }),
  examples: [
    {
      fr: "corrige l’e-mail de la commande de Lea Martin : lea@exemple.fr",
      en: "correct the e-mail of Lea Martin's order: lea@example.com",
      input: { order: "Lea Martin", email: "lea@exemple.fr" },
    },
    {
      fr: "sur la commande 4F7K2M9P l’acheteur s’appelle Marc Petit",
      en: "on order 4F7K2M9P the buyer is called Marc Petit",
      input: { order: "4F7K2M9P", buyer_name: "Marc Petit" },
    },
    {
      fr: "ajoute le 06 12 34 56 78 à la commande de Zoé Blanc",
      en: "add 06 12 34 56 78 to Zoé Blanc's order",
      input: { order: "Zoé Blanc", phone: "06 12 34 56 78" },
    },
    {
      fr: "note sur la commande de Paul Durand : vient en fauteuil",
      en: "note on Paul Durand's order: comes in a wheelchair",
      input: { order: "Paul Durand", notes: "vient en fauteuil" },
    },
    {
      fr: "l’adresse mail de la commande 7HTR3WQA est fausse, c’est ines@exemple.fr",
      en: "the mail address of order 7HTR3WQA is wrong, it is ines@example.com",
      input: { order: "7HTR3WQA", email: "ines@exemple.fr" },
    },
    {
      fr: "change le nom de l’acheteur 7HTR3WQA en Nina Roux",
      en: "change the buyer's name of 7HTR3WQA to Nina Roux",
      input: { order: "7HTR3WQA", buyer_name: "Nina Roux" },
    },
    {
      fr: "efface les notes de la commande 4F7K2M9P",
      en: "erase the notes of order 4F7K2M9P",
      input: { order: "4F7K2M9P", clear: ["notes"] },
    },
    {
      fr: "retire le téléphone de la commande de Marc Petit",
      en: "remove the phone from Marc Petit's order",
      input: { order: "Marc Petit", clear: ["phone"] },
    },
  ],
  async run(ctx, input) {
    const { id } = await resolveRef(ctx, "order", input.order);
    const change = {
      ...emptied(emptiable, input.clear, input),
      ...(input.buyer_name === undefined ? {} : { buyer_name: input.buyer_name }),
      ...(input.email === undefined ? {} : { buyer_email: input.email }),
      ...(input.phone === undefined ? {} : { buyer_phone: input.phone }),
      ...(input.notes === undefined ? {} : { notes: input.notes }),
    };
    if (Object.keys(change).length === 0) {
      throw new ToolError("invalid_input", {
        fr: "Dites ce qui change : nom, e-mail, téléphone ou notes.",
        en: "Say what changes: name, e-mail, phone or notes.",
      });
    }
    const row = await ctx.tx
      .updateTable("orders")
      .set(change)
      .where("id", "=", id)
      .returning([
        "number",
        "buyer_name as buyer",
        "buyer_email as email",
        "buyer_phone as phone",
        "notes",
      ])
      .executeTakeFirstOrThrow();
    return { orderId: id, ...row };
  },
  summary: (output, say) => {
    const who = [output.buyer, output.email, output.phone].filter(Boolean).join(", ");
    return say({
      fr: `Commande ${output.number} corrigée${who && ` : ${who}`}.`,
      en: `Order ${output.number} corrected${who && `: ${who}`}.`,
    });
  },
  about: (output) => [{ kind: "order", id: output.orderId, label: output.number }],
});
