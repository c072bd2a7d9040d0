import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { count, flag, ref } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";

export const setTicketRules = defineTool({
  name: "ticketing_set_ticket_rules",
  title: { fr: "Règles des billets", en: "Ticket rules" },
  description:
    "Whether buyers may pass tickets on or change their names, and until how many hours before doors: for one date, or for all dates without a rule.",
  permission: "ticketing:write",
  effect: "write",
  input: z.object({
    performance: ref("performance").optional(),
    transfers: flag().describe("buyers may pass tickets on").optional(),
    renames: flag().describe("buyers may change names").optional(),
    hours_before_doors: count(0, 2_160).optional(),
  }),
  output: z.object({
    performanceId: z.uuid().nullable(),
    performance: z.string().nullable(),
    transfers: z.boolean(),
    renames: z.boolean(),
    hours: z.int(),
  }),
  examples: [
    {
      fr: "à Lyon, pas de transmission de billets",
      en: "in Lyon, tickets can't be passed on",
      input: { performance: "Lyon", transfers: false },
    },
    {
      fr: "les acheteurs peuvent changer le nom jusqu’à 24 heures avant les portes",
      en: "buyers can change the name until 24 hours before doors",
      input: { renames: true, hours_before_doors: 24 },
    },
    {
      fr: "billets nominatifs à Nantes, on ne change plus les noms",
      en: "named tickets in Nantes, names stay as they are",
      input: { performance: "Nantes", renames: false },
    },
    {
      fr: "autorise la transmission des billets partout",
      en: "allow passing tickets on everywhere",
      input: { transfers: true },
    },
    {
      fr: "pour l’Olympia, changements possibles jusqu’à 48 h avant",
      en: "for the Olympia, changes until 48 h before",
      input: { performance: "Olympia", hours_before_doors: 48 },
    },
    {
      fr: "marre des changements de dernière minute à Lille : stop 6 heures avant",
      en: "tired of last-minute changes in Lille: stop 6 hours before",
      input: { performance: "Lille", hours_before_doors: 6 },
    },
    {
      fr: "interdis la transmission des billets à Strasbourg",
      en: "forbid passing tickets on in Strasbourg",
      input: { performance: "Strasbourg", transfers: false },
    },
    {
      fr: "autorise les changements de nom à Toulouse",
      en: "allow name changes in Toulouse",
      input: { performance: "Toulouse", renames: true },
    },
    {
      fr: "plus de changements de nom sur les billets de Caen",
      en: "no more name changes on the Caen tickets",
      input: { performance: "Caen", renames: false },
    },
    {
      fr: "à Angers, changements de nom possibles jusqu’à 12 heures avant les portes",
      en: "in Angers, name changes until 12 hours before doors",
      input: { performance: "Angers", hours_before_doors: 12 },
    },
    {
      fr: "autorise les acheteurs à transmettre leurs billets à Dijon",
      en: "allow buyers to pass their tickets on in Dijon",
      input: { performance: "Dijon", transfers: true },
    },
    {
      fr: "billets nominatifs partout, pas de transmission",
      en: "named tickets everywhere, no passing on",
      input: { renames: false, transfers: false },
    },
    {
      fr: "bloque les changements de nom à Metz",
      en: "block name changes in Metz",
      input: { performance: "Metz", renames: false },
    },
    {
      fr: "autorise la transmission des billets à Nice jusqu’à 6 heures avant les portes",
      en: "allow passing tickets on in Nice until 6 hours before doors",
      input: { performance: "Nice", transfers: true, hours_before_doors: 6 },
    },
  ],
  async run(ctx, input) {
    const date = input.performance
      ? await resolveRef(ctx, "performance", input.performance)
      : undefined;
    const change = {
      ...(input.transfers === undefined ? {} : { transfers: input.transfers }),
      ...(input.renames === undefined ? {} : { renames: input.renames }),
      ...(input.hours_before_doors === undefined
        ? {}
        : { hours_before_doors: input.hours_before_doors }),
    };
    if (Object.keys(change).length === 0) {
      throw new ToolError("invalid_input", {
        fr: "Dites ce qui est permis : transmettre, changer le nom, ou jusqu’à quand.",
        en: "Say what is allowed: passing on, changing names, or until when.",
      });
    }
    // A date's first rule begins where the organization's stands.
    const general = await ctx.tx
      .selectFrom("ticket_rules")
      .select(["transfers", "renames", "hours_before_doors"])
      .where("performance_id", "is", null)
      .executeTakeFirst();
    const row = await ctx.tx
      .insertInto("ticket_rules")
      .values({ ...general, ...change, performance_id: date?.id ?? null })
      .onConflict((conflict) => conflict.constraint("ticket_rules_one_a_date").doUpdateSet(change))
      .returning(["transfers", "renames", "hours_before_doors as hours"])
      .executeTakeFirstOrThrow();
    return { performanceId: date?.id ?? null, performance: date?.label ?? null, ...row };
  },
  summary: (output, say) => {
    const where =
      output.performance ?? say({ fr: "Toutes les dates sans règle", en: "Dates without a rule" });
    const given = output.transfers
      ? say({ fr: "transmission permise", en: "passing on allowed" })
      : say({ fr: "transmission refusée", en: "passing on refused" });
    const named = output.renames
      ? say({ fr: "changement de nom permis", en: "name changes allowed" })
      : say({ fr: "changement de nom refusé", en: "name changes refused" });
    return say({
      fr: `${where} : ${given}, ${named}, jusqu’à ${output.hours} h avant les portes.`,
      en: `${where}: ${given}, ${named}, until ${output.hours} h before doors.`,
    });
  },
  about: (output) =>
    output.performanceId === null
      ? []
      : [{ kind: "performance", id: output.performanceId, label: output.performance ?? "" }],
});
