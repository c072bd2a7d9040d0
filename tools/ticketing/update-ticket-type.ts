import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { basisPoints, count, flag, name, ref, words } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { placesLeft } from "./read-capacity.ts";
import { resolveTicketType } from "./resolve-ticket-type.ts";

export const updateTicketType = defineTool({
  name: "ticketing_update_ticket_type",
  title: { fr: "Modifier un tarif", en: "Update a ticket type" },
  description:
    "Changes quota, name, VAT, per-order limit, access code or visibility of a ticket type of one date. Price: ticketing_change_price.",
  permission: "ticketing:write",
  effect: "write",
  input: z.object({
    performance: ref("performance"),
    ticket_type: ref("ticket_type").optional(),
    quota: count(0, 500_000).optional(),
    rename: name().optional(),
    vat: basisPoints().optional(),
    max_per_order: count(1, 1_000).optional(),
    access_code: words(60).optional(),
    hidden: flag().optional(),
  }),
  output: z.object({
    id: z.uuid(),
    name: z.string(),
    performanceId: z.uuid(),
    performance: z.string(),
    quota: z.int().nullable(),
    sold: z.int(),
  }),
  examples: [
    {
      fr: "passe le quota du plein tarif de Lyon à 400",
      en: "set the Lyon full price quota to 400",
      input: { performance: "Lyon", ticket_type: "Plein tarif", quota: 400 },
    },
    {
      fr: "limite la prévente de Lille à 150 places",
      en: "limit the Lille early bird to 150 places",
      input: { performance: "Lille", ticket_type: "Prévente", quota: 150 },
    },
    {
      fr: "renomme le tarif groupe de Tours en « Comités d’entreprise »",
      en: "rename the Tours group ticket “Company tickets”",
      input: { performance: "Tours", ticket_type: "Groupe", rename: "Comités d’entreprise" },
    },
    {
      fr: "cache le tarif pass de Bourges",
      en: "hide the pass of Bourges",
      input: { performance: "Bourges", ticket_type: "Pass", hidden: true },
    },
    {
      fr: "TVA à 2,1 % sur le plein tarif de Nantes",
      en: "VAT at 2.1 % on the Nantes full price",
      input: { performance: "Nantes", ticket_type: "Plein tarif", vat: 210 },
    },
    {
      fr: "6 billets max par commande en tarif réduit à Rennes",
      en: "6 tickets max per order for reduced in Rennes",
      input: { performance: "Rennes", ticket_type: "Tarif réduit", max_per_order: 6 },
    },
  ],
  async run(ctx, input) {
    const performance = await resolveRef(ctx, "performance", input.performance);
    const type = await resolveTicketType(ctx, performance, input.ticket_type);
    const taken = type.held + type.sold;
    if (input.quota !== undefined && input.quota < taken) {
      throw new ToolError(
        "invalid_input",
        {
          fr: `${taken} places de ce tarif sont déjà vendues ou retenues : le quota ne peut pas descendre à ${input.quota}.`,
          en: `${taken} places of this type are sold or held: the quota cannot go down to ${input.quota}.`,
        },
        { field: "quota" },
      );
    }
    const left = await placesLeft(ctx, performance.id, type.id);
    if (input.quota !== undefined && left !== null && input.quota > left) {
      throw new ToolError(
        "invalid_input",
        {
          fr: `La jauge de ${performance.label} ne laisse que ${left} places à ce tarif.`,
          en: `The capacity of ${performance.label} leaves ${left} places for this type.`,
        },
        { field: "quota" },
      );
    }
    const change = {
      ...(input.quota === undefined ? {} : { quota: input.quota }),
      ...(input.rename === undefined ? {} : { name: input.rename }),
      ...(input.vat === undefined ? {} : { vat_rate_bp: input.vat }),
      ...(input.max_per_order === undefined ? {} : { max_per_order: input.max_per_order }),
      ...(input.access_code === undefined ? {} : { access_code: input.access_code }),
      ...(input.hidden === undefined ? {} : { hidden: input.hidden }),
    };
    if (Object.keys(change).length === 0) {
      throw new ToolError("invalid_input", {
        fr: "Dites ce qui change : quota, nom, TVA, limite par commande…",
        en: "Say what changes: quota, name, VAT, per-order limit…",
      });
    }
    const row = await ctx.tx
      .updateTable("ticket_types")
      .set(change)
      .where("id", "=", type.id)
      .returning(["name", "quota", "sold"])
      .executeTakeFirstOrThrow();
    return { id: type.id, performanceId: performance.id, performance: performance.label, ...row };
  },
  summary: (output, say) => {
    const quota =
      output.quota === null ? say({ fr: "sans quota", en: "no quota" }) : say.number(output.quota);
    return say({
      fr: `Tarif « ${output.name} » de ${output.performance} mis à jour : quota ${quota}, ${say.number(output.sold)} vendus.`,
      en: `Ticket type “${output.name}” of ${output.performance} updated: quota ${quota}, ${say.number(output.sold)} sold.`,
    });
  },
  about: (output) => [
    { kind: "ticket_type", id: output.id, label: output.name },
    { kind: "performance", id: output.performanceId, label: output.performance },
  ],
});
