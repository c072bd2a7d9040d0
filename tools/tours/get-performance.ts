import { z } from "zod";
import { dateRow } from "../core/card.ts";
import { ref } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { readPerformances } from "./read-performances.ts";
import { missingWord } from "./rules.ts";
import { aboutDates, dateName, statusWords } from "./say-dates.ts";

const instant = (value: Date | string | null) =>
  value === null ? null : new Date(value).toISOString();

export const getPerformance = defineTool({
  name: "tours_get_performance",
  title: { fr: "Une date", en: "A date" },
  description:
    "Everything about one date: schedule, venue, capacity, ticket types, team, transport, accommodation, notes, what is missing.",
  permission: "tours:read",
  effect: "read",
  untrusted: true,
  input: z.object({ performance: ref("performance") }),
  output: z.object({
    date: dateRow,
    notes: z.string().nullable(),
    schedule: z.array(
      z.object({
        kind: z.string(),
        label: z.string().nullable(),
        startsAt: z.string(),
        endsAt: z.string().nullable(),
      }),
    ),
    ticketTypes: z.array(
      z.object({
        name: z.string(),
        priceCents: z.int(),
        currency: z.string(),
        quota: z.int(),
        sold: z.int(),
      }),
    ),
    address: z.string().nullable(),
    promoter: z.string().nullable(),
    team: z.array(z.object({ name: z.string(), role: z.string() })),
    transports: z.array(
      z.object({
        kind: z.string(),
        from: z.string(),
        to: z.string(),
        departsAt: z.string().nullable(),
        arrivesAt: z.string().nullable(),
      }),
    ),
    accommodations: z.array(
      z.object({
        name: z.string(),
        city: z.string().nullable(),
        checkInOn: z.string(),
        checkOutOn: z.string(),
      }),
    ),
  }),
  examples: [
    { fr: "montre la date de Lyon", en: "show the Lyon date", input: { performance: "Lyon" } },
    {
      fr: "c’est à quelle heure à Nantes ?",
      en: "what time is it in Nantes?",
      input: { performance: "Nantes" },
    },
    {
      fr: "tout sur Marseille",
      en: "everything about Marseille",
      input: { performance: "Marseille" },
    },
    {
      fr: "les horaires du 14 mai 2027",
      en: "the times on 14 May 2027",
      input: { performance: "2027-05-14" },
    },
    {
      fr: "ouvre la fiche de Lille",
      en: "open the page of Lille",
      input: { performance: "Lille" },
    },
    {
      fr: "on joue à quelle heure à Rennes et il y a quelle jauge",
      en: "what time do we play in Rennes and what is the capacity",
      input: { performance: "Rennes" },
    },
    {
      fr: "le détail de la date de Bordeaux stp",
      en: "details of the Bordeaux date please",
      input: { performance: "Bordeaux" },
    },
    { fr: "affiche Toulouse", en: "display Toulouse", input: { performance: "Toulouse" } },
    {
      fr: "à quelle heure ouvrent les portes à Caen ?",
      en: "what time do doors open in Caen?",
      input: { performance: "Caen" },
    },
    {
      fr: "c’est quoi la jauge de Bordeaux ?",
      en: "what is the capacity of Bordeaux?",
      input: { performance: "Bordeaux" },
    },
    {
      fr: "balances à quelle heure à Lyon",
      en: "sound check at what time in Lyon",
      input: { performance: "Lyon" },
    },
    {
      fr: "rappelle-moi les infos du concert de Strasbourg",
      en: "remind me of the details of the Strasbourg show",
      input: { performance: "Strasbourg" },
    },
    {
      fr: "dans quelle salle joue-t-on à Angers ?",
      en: "which venue do we play in Angers?",
      input: { performance: "Angers" },
    },
    {
      fr: "qui est l’organisateur à Nantes ?",
      en: "who is the promoter in Nantes?",
      input: { performance: "Nantes" },
    },
  ],
  async run(ctx, input) {
    const { id } = await resolveRef(ctx, "performance", input.performance);
    const [date] = await readPerformances(ctx, [id]);
    if (!date) throw new Error(`no performance ${id}`);
    const row = await ctx.tx
      .selectFrom("performances")
      .leftJoin("venues", "venues.id", "performances.venue_id")
      .leftJoin("contacts", "contacts.id", "performances.promoter_contact_id")
      .select([
        "performances.notes",
        "performances.tour_id",
        "venues.address",
        "venues.postal_code",
        "contacts.display_name as promoter",
      ])
      .where("performances.id", "=", id)
      .executeTakeFirstOrThrow();
    const schedule = await ctx.tx
      .selectFrom("schedule_items")
      .select(["kind", "label", "starts_at", "ends_at"])
      .where("performance_id", "=", id)
      .orderBy("starts_at")
      .execute();
    const types = await ctx.tx
      .selectFrom("ticket_types")
      .select(["name", "price_cents", "currency", "quota", "sold"])
      .where("performance_id", "=", id)
      .orderBy("position")
      .orderBy("name")
      .execute();
    const team = await ctx.tx
      .selectFrom("team_members")
      .innerJoin("contacts", "contacts.id", "team_members.contact_id")
      .select(["contacts.display_name as name", "team_members.role"])
      .where((where) =>
        where.or([
          where("team_members.performance_id", "=", id),
          ...(row.tour_id ? [where("team_members.tour_id", "=", row.tour_id)] : []),
        ]),
      )
      .orderBy("contacts.display_name")
      .execute();
    const transports = await ctx.tx
      .selectFrom("transports")
      .select(["kind", "from_place", "to_place", "departs_at", "arrives_at"])
      .where("performance_id", "=", id)
      .orderBy("departs_at")
      .execute();
    const accommodations = await ctx.tx
      .selectFrom("accommodations")
      .select(["name", "city", "check_in_on", "check_out_on"])
      .where("performance_id", "=", id)
      .orderBy("check_in_on")
      .execute();
    return {
      date,
      notes: row.notes,
      schedule: schedule.map((item) => ({
        kind: item.kind,
        label: item.label,
        startsAt: new Date(item.starts_at).toISOString(),
        endsAt: instant(item.ends_at),
      })),
      ticketTypes: types.map((type) => ({
        name: type.name,
        priceCents: type.price_cents,
        currency: type.currency,
        quota: type.quota ?? date.capacity ?? 0,
        sold: type.sold,
      })),
      address: row.address
        ? [row.address, row.postal_code, date.city].filter(Boolean).join(", ")
        : null,
      promoter: row.promoter,
      team,
      transports: transports.map((one) => ({
        kind: one.kind,
        from: one.from_place,
        to: one.to_place,
        departsAt: instant(one.departs_at),
        arrivesAt: instant(one.arrives_at),
      })),
      accommodations: accommodations.map((one) => ({
        name: one.name,
        city: one.city,
        checkInOn: one.check_in_on,
        checkOutOn: one.check_out_on,
      })),
    };
  },
  summary({ date }, say) {
    const facts = [
      date.holdRank === null
        ? say(statusWords[date.status])
        : say({ fr: `option ${date.holdRank}`, en: `hold ${date.holdRank}` }),
      date.venue,
      date.doorsAt
        ? say({
            fr: `portes ${say.time(date.doorsAt, date.timeZone)}`,
            en: `doors ${say.time(date.doorsAt, date.timeZone)}`,
          })
        : null,
      date.showAt
        ? say({
            fr: `concert ${say.time(date.showAt, date.timeZone)}`,
            en: `show ${say.time(date.showAt, date.timeZone)}`,
          })
        : null,
      date.capacity === null
        ? null
        : say({
            fr: `${say.number(date.sold)} vendus sur ${say.number(date.capacity)}`,
            en: `${say.number(date.sold)} sold of ${say.number(date.capacity)}`,
          }),
    ].filter((fact) => fact !== null);
    const missing = date.missing.slice(0, 4).map((key) => say(missingWord(key)));
    const lack =
      missing.length > 0
        ? say({ fr: ` Il manque ${say.list(missing)}.`, en: ` Missing: ${say.list(missing)}.` })
        : "";
    return say({
      fr: `${dateName(date, say)} : ${facts.join(", ")}.${lack}`,
      en: `${dateName(date, say)}: ${facts.join(", ")}.${lack}`,
    });
  },
  show: (output) => ({
    kind: "performance",
    date: output.date,
    schedule: output.schedule,
    ticketTypes: output.ticketTypes,
    notes: output.notes,
  }),
  about: (output) => aboutDates([output.date]),
});
