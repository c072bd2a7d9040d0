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
    "Copies all ticket types of the date `source` to other dates; existing names stay; quotas that do not fit the capacity are left open.",
  permission: "ticketing:write",
  effect: "write",
  input: z.object({ source: ref("performance"), ...selection }),
  output: z.object({
    source: z.string(),
    copied: z.int(),
    targets: z.array(
      z.object({ id: z.uuid(), label: z.string(), copied: z.int(), quotasLeftOpen: z.boolean() }),
    ),
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
    const over = targets.find((row) => ["cancelled", "played", "settled"].includes(row.status));
    if (over) {
      throw new ToolError("conflict", {
        fr: `La date ${over.label} est passée ou annulée : on n’y ajoute pas de tarif.`,
        en: `The date ${over.label} is over or cancelled: no ticket type can be added.`,
      });
    }
    const { rows } = await sql<{ performance_id: string; dropped: boolean }>`
      with room as (
        select p.id as target, coalesce(p.capacity, c.capacity, v.capacity)
            - coalesce((select sum(coalesce(t.quota, t.held + t.sold + t.allotted)) from ticket_types t
                where t.performance_id = p.id), 0)
            - coalesce((select s.allotted from ticket_series s where s.performance_id = p.id), 0)
            >= coalesce((select sum(t.quota) from ticket_types t where t.performance_id = ${source.id}
                and not exists (select from ticket_types k
                  where k.performance_id = p.id and k.name = t.name)), 0) as fits
        from performances p
        left join configurations c on c.id = p.configuration_id
        left join venues v on v.id = p.venue_id
        where p.id = any(${targets.map((row) => row.id)}::uuid[])
      )
      insert into ticket_types (performance_id, name, kind, description, price_cents, currency,
        vat_rate_bp, quota, min_per_order, max_per_order, access_code, access_code_limit, justification, hidden, position)
      select target, t.name, t.kind, t.description, t.price_cents, t.currency, t.vat_rate_bp, case when fits is not false then t.quota end,
        t.min_per_order, t.max_per_order, t.access_code, t.access_code_limit, t.justification, t.hidden, t.position
      from ticket_types t, room
      -- What the guest list made for its own tickets is no price.
      where t.performance_id = ${source.id} and not (t.kind = 'comp' and t.hidden)
      on conflict (organization_id, performance_id, name) do nothing
      returning performance_id, (select fits is false from room where target = performance_id)
        and exists (select from ticket_types s where s.performance_id = ${source.id}
          and s.name = ticket_types.name and s.quota is not null) as dropped`.execute(ctx.tx);
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
        quotasLeftOpen: rows.some((row) => row.performance_id === target.id && row.dropped),
      })),
    };
  },
  summary: (output, say) => {
    const to = say.list(output.targets.map((target) => target.label));
    const open = output.targets.filter((target) => target.quotasLeftOpen);
    const where = say.list(open.map((target) => target.label));
    const copied = say.count(output.copied, {
      fr: { one: "tarif copié", other: "tarifs copiés" },
      en: { one: "ticket type copied", other: "ticket types copied" },
    });
    const quotas =
      open.length === 0
        ? ""
        : say({
            fr: ` Quotas laissés ouverts, faute de jauge : ${where}.`,
            en: ` Quotas left open, the capacity being smaller: ${where}.`,
          });
    return say({
      fr: `${copied} de ${output.source} vers ${to}.${quotas}`,
      en: `${copied} from ${output.source} to ${to}.${quotas}`,
    });
  },
  about: (output) =>
    output.targets.map(({ id, label }) => ({ kind: "performance" as const, id, label })),
});
