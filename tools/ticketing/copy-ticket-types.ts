import { sql } from "kysely";
import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { ref } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { selection, selectPerformances } from "../tours/select-performances.ts";

export const copyTicketTypes = defineTool({
  name: "ticketing_copy_ticket_types",
  title: { fr: "Copier des tarifs", en: "Copy ticket types" },
  description:
    "Copies all ticket types of the date `source` to other dates; names that exist there are left as they are.",
  permission: "ticketing:write",
  effect: "write",
  input: z.object({ source: ref("performance"), ...selection }),
  output: z.object({
    source: z.string(),
    copied: z.int(),
    targets: z.array(z.object({ id: z.uuid(), label: z.string(), copied: z.int() })),
  }),
  examples: [
    {
      fr: "copie les tarifs de Lyon vers Nice",
      en: "copy the ticket types from Lyon to Nice",
      input: { source: "Lyon", performances: ["Nice"] },
    },
    {
      fr: "mets à Marseille les mêmes tarifs qu’à Lille",
      en: "give Marseille the same ticket types as Lille",
      input: { source: "Lille", performances: ["Marseille"] },
    },
    {
      fr: "reprends la grille de Paris pour toute la tournée Organique",
      en: "reuse the Paris price list for the whole Organique tour",
      input: { source: "Paris", tour: "Organique" },
    },
    {
      fr: "duplique les billets de Nantes sur Rennes et Tours",
      en: "duplicate the Nantes tickets to Rennes and Tours",
      input: { source: "Nantes", performances: ["Rennes", "Tours"] },
    },
    {
      fr: "pareil qu’à Bourges pour Vichy, au niveau des tarifs",
      en: "same as Bourges for Vichy, for the prices",
      input: { source: "Bourges", performances: ["Vichy"] },
    },
    {
      fr: "applique à Annecy les prix de Voiron",
      en: "apply Voiron's prices to Annecy",
      input: { source: "Voiron", performances: ["Annecy"] },
    },
  ],
  async run(ctx, input) {
    const source = await resolveRef(ctx, "performance", input.source, "source");
    const targets = (await selectPerformances(ctx, input)).filter((row) => row.id !== source.id);
    if (targets.length === 0) {
      throw new ToolError(
        "invalid_input",
        {
          fr: "Vers quelles dates copier les tarifs ?",
          en: "To which dates should they be copied?",
        },
        { field: "performances" },
      );
    }
    const { rows } = await sql<{ performance_id: string }>`
      insert into ticket_types (performance_id, name, kind, description, price_cents, currency,
        vat_rate_bp, quota, max_per_order, access_code, hidden, position)
      select target, t.name, t.kind, t.description, t.price_cents, t.currency, t.vat_rate_bp, t.quota,
        t.max_per_order, t.access_code, t.hidden, t.position
      from ticket_types t, unnest(${targets.map((row) => row.id)}::uuid[]) target
      where t.performance_id = ${source.id}
      on conflict (organization_id, performance_id, name) do nothing
      returning performance_id`.execute(ctx.tx);
    if (rows.length === 0) {
      throw new ToolError("conflict", {
        fr: `Rien à copier : ${source.label} n’a pas de tarif, ou ces dates les ont déjà.`,
        en: `Nothing to copy: ${source.label} has no ticket type, or these dates already have them.`,
      });
    }
    return {
      source: source.label,
      copied: rows.length,
      targets: targets.map((target) => ({
        id: target.id,
        label: target.label,
        copied: rows.filter((row) => row.performance_id === target.id).length,
      })),
    };
  },
  summary: (output, say) =>
    say({
      fr: `${say.count(output.copied, { fr: { one: "tarif copié", other: "tarifs copiés" }, en: { one: "", other: "" } })} de ${output.source} vers ${say.list(output.targets.map((target) => target.label))}.`,
      en: `${say.count(output.copied, { fr: { one: "", other: "" }, en: { one: "ticket type copied", other: "ticket types copied" } })} from ${output.source} to ${say.list(output.targets.map((target) => target.label))}.`,
    }),
  about: (output) =>
    output.targets.map(({ id, label }) => ({ kind: "performance" as const, id, label })),
});
