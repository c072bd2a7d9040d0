import { sql } from "kysely";
import { z } from "zod";
import { ref } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";

export const getTicketRules = defineTool({
  name: "ticketing_get_ticket_rules",
  title: { fr: "Ce que les acheteurs peuvent changer", en: "What buyers may change" },
  description:
    "Whether buyers of a date may pass tickets on or change names, until when, and how many already did.",
  permission: "ticketing:read",
  effect: "read",
  input: z.object({ performance: ref("performance") }),
  output: z.object({
    performanceId: z.uuid(),
    performance: z.string(),
    transfers: z.boolean(),
    renames: z.boolean(),
    hours: z.int(),
    until: z.string(),
    timeZone: z.string(),
    /** Whether the date has a rule of its own. */
    own: z.boolean(),
    transferred: z.int(),
    renamed: z.int(),
  }),
  examples: [
    {
      fr: "les billets de Lyon peuvent se transmettre ?",
      en: "can tickets for Lyon be passed on?",
      input: { performance: "Lyon" },
    },
    {
      fr: "jusqu’à quand peut-on changer le nom à Nantes ?",
      en: "until when can names change in Nantes?",
      input: { performance: "Nantes" },
    },
    {
      fr: "règles des billets de l’Olympia",
      en: "ticket rules of the Olympia",
      input: { performance: "Olympia" },
    },
    {
      fr: "combien de billets ont changé de mains à Lille ?",
      en: "how many tickets changed hands in Lille?",
      input: { performance: "Lille" },
    },
    {
      fr: "un client veut donner sa place pour Nice, c’est permis ?",
      en: "a customer wants to give away a ticket for Nice, is that allowed?",
      input: { performance: "Nice" },
    },
    {
      fr: "je sais plus ce qu’on a dit pour les changements de nom à Tours",
      en: "I forgot what we said about name changes in Tours",
      input: { performance: "Tours" },
    },
    {
      fr: "quelles sont les règles des billets de Strasbourg",
      en: "what are the ticket rules of Strasbourg",
      input: { performance: "Strasbourg" },
    },
    {
      fr: "peut-on transférer ou renommer un billet pour Toulouse ?",
      en: "can a ticket for Toulouse be transferred or renamed?",
      input: { performance: "Toulouse" },
    },
    {
      fr: "jusqu’à quand on peut changer le nom sur un billet de Caen",
      en: "until when can the name on a Caen ticket be changed",
      input: { performance: "Caen" },
    },
    {
      fr: "le transfert de billets est permis à Angers ?",
      en: "is the transfer of tickets allowed in Angers?",
      input: { performance: "Angers" },
    },
    {
      fr: "quelles règles pour les billets de Metz : nom, transmission",
      en: "which rules for the Metz tickets: name, passing on",
      input: { performance: "Metz" },
    },
    {
      fr: "est-ce qu’on peut donner son billet à quelqu’un d’autre à Brest ?",
      en: "can people pass their ticket on to someone else in Brest?",
      input: { performance: "Brest" },
    },
    {
      fr: "rappelle-moi les règles des billets de Dijon",
      en: "remind me of the ticket rules of Dijon",
      input: { performance: "Dijon" },
    },
    {
      fr: "combien de billets ont été transmis à Bordeaux ?",
      en: "how many tickets were passed on in Bordeaux?",
      input: { performance: "Bordeaux" },
    },
    {
      fr: "un billet de Caen, ça se transmet ? quelles règles",
      en: "a ticket for Caen, can it be passed on? which rules",
      input: { performance: "Caen" },
    },
    {
      fr: "est-il permis de changer le nom ou de donner un billet de Nice ?",
      en: "is it allowed to change the name or give away a Nice ticket?",
      input: { performance: "Nice" },
    },
    {
      fr: "affiche les règles des billets de Brest",
      en: "display the ticket rules of Brest",
      input: { performance: "Brest" },
    },
  ],
  async run(ctx, input) {
    const { id, label } = await resolveRef(ctx, "performance", input.performance);
    const { rows } = await sql<Row>`
      select koncert.ticket_rules_of(p) as rules, coalesce(v.time_zone, g.time_zone) as "timeZone",
        exists (select from ticket_rules r where r.performance_id = p.id) as own,
        (select count(*)::int from tickets t where t.performance_id = p.id and t.transferred_at is not null) as transferred,
        (select count(distinct c.ticket_id)::int from ticket_changes c join tickets t on t.id = c.ticket_id
          where t.performance_id = p.id and c.kind = 'renamed') as renamed
      from performances p join organizations g on g.id = p.organization_id left join venues v on v.id = p.venue_id
      where p.id = ${id}`.execute(ctx.tx);
    const row = rows[0];
    if (!row) throw new Error(`no date ${id} after it was found`);
    const { rules, ...rest } = row;
    return { performanceId: id, performance: label, ...rules, ...rest };
  },
  summary: (output, say) => {
    const last = `${say.day(dayOf(output.until, output.timeZone))}, ${say.time(output.until, output.timeZone)}`;
    const allowed = [
      output.transfers && say({ fr: "transmettre un billet", en: "pass a ticket on" }),
      output.renames && say({ fr: "changer un nom", en: "change a name" }),
    ].filter((word) => word !== false);
    return allowed.length === 0
      ? say({
          fr: `${output.performance} : les acheteurs ne changent rien à leurs billets.`,
          en: `${output.performance}: buyers change nothing on their tickets.`,
        })
      : say({
          fr: `${output.performance} : les acheteurs peuvent ${say.list(allowed)} jusqu’au ${last}.`,
          en: `${output.performance}: buyers may ${say.list(allowed)} until ${last}.`,
        });
  },
  about: (output) => [{ kind: "performance", id: output.performanceId, label: output.performance }],
});

type Row = {
  rules: { transfers: boolean; renames: boolean; hours: number; until: string };
  timeZone: string;
  own: boolean;
  transferred: number;
  renamed: number;
};

const dayOf = (instant: string, timeZone: string) =>
  new Intl.DateTimeFormat("sv-SE", { timeZone }).format(new Date(instant));
