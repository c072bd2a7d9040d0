import { z } from "zod";
import type {
  PlatformEvent,
  PlatformTicket,
} from "#integrations/sales-platforms/sales-platforms.ts";
import type { Context } from "../core/context.ts";
import { ToolError } from "../core/errors.ts";
import { choice, name, ref } from "../core/fields.ts";
import { look } from "../core/look.ts";
import { createSay } from "../core/text.ts";
import { defineTool, type ToolContext } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { dayOf, momentOf } from "./platform-cells.ts";
import { askPlatform, connectable, type Connectable, readKey } from "./platform-connection.ts";
import type { PlatformSale } from "./platform-sales.ts";
import { readWarnings, sayWarning, warning } from "./platform-warnings.ts";
import { platformName } from "./platforms.ts";
import { storePlatformSales } from "./store-platform-sales.ts";

export const syncPlatform = defineTool({
  name: "ticketing_sync_platform",
  title: { fr: "Relever une plateforme", en: "Fetch a platform's sales" },
  description:
    "Asks a connected platform (Weezevent, BilletWeb, Shotgun) for the sales of a date and brings ours up to date; the event is found by its day.",
  permission: "ticketing:write",
  effect: "write",
  untrusted: true,
  input: z.object({
    performance: ref("performance"),
    platform: choice("sales_platform", connectable),
    event: name().describe("the event's id at the platform").optional(),
  }),
  output: z.object({
    performanceId: z.uuid(),
    performance: z.string(),
    platform: z.enum(connectable),
    event: z.string(),
    added: z.int(),
    changed: z.int(),
    cancelled: z.int(),
    pending: z.int(),
    sold: z.int(),
    grossCents: z.int(),
    currency: z.string(),
    warnings: z.array(warning),
  }),
  examples: [
    {
      fr: "va chercher les ventes Weezevent de Lyon",
      en: "fetch the Weezevent sales of Lyon",
      input: { performance: "Lyon", platform: "weezevent" },
    },
    {
      fr: "synchronise BilletWeb pour Marseille",
      en: "sync BilletWeb for Marseille",
      input: { performance: "Marseille", platform: "billetweb" },
    },
    {
      fr: "relève Shotgun sur Nantes",
      en: "read Shotgun for Nantes",
      input: { performance: "Nantes", platform: "shotgun" },
    },
    {
      fr: "mets à jour Weezevent à Lille, c’est leur événement 11435",
      en: "update Weezevent in Lille, it is their event 11435",
      input: { performance: "Lille", platform: "weezevent", event: "11435" },
    },
    {
      fr: "actualise les chiffres BilletWeb de Rennes",
      en: "refresh the BilletWeb figures of Rennes",
      input: { performance: "Rennes", platform: "billetweb" },
    },
    {
      fr: "Shotgun Tours, t’as du nouveau ?",
      en: "Shotgun Tours, anything new?",
      input: { performance: "Tours", platform: "shotgun" },
    },
    {
      fr: "synchronise les ventes Shotgun de Strasbourg",
      en: "sync the Shotgun sales of Strasbourg",
      input: { performance: "Strasbourg", platform: "shotgun" },
    },
    {
      fr: "va chercher les chiffres BilletWeb pour Toulouse",
      en: "fetch the BilletWeb figures for Toulouse",
      input: { performance: "Toulouse", platform: "billetweb" },
    },
    {
      fr: "synchro Weezevent de Caen stp",
      en: "Weezevent sync for Caen please",
      input: { performance: "Caen", platform: "weezevent" },
    },
    {
      fr: "actualise les ventes Weezevent d’Angers",
      en: "refresh the Weezevent sales of Angers",
      input: { performance: "Angers", platform: "weezevent" },
    },
    {
      fr: "récupère les dernières ventes Shotgun de Dijon",
      en: "fetch the latest Shotgun sales of Dijon",
      input: { performance: "Dijon", platform: "shotgun" },
    },
    {
      fr: "synchronise Weezevent à Brest, leur événement est le 20871",
      en: "sync Weezevent in Brest, their event is 20871",
      input: { performance: "Brest", platform: "weezevent", event: "20871" },
    },
    {
      fr: "t’as du nouveau chez BilletWeb pour Metz ? va chercher",
      en: "anything new at BilletWeb for Metz? fetch it",
      input: { performance: "Metz", platform: "billetweb" },
    },
  ],
  async prepare(context, { platform, event, performance }) {
    const { date, key } = await look(context, (ctx) => readDate(ctx, performance, platform));
    const client = context.integrations.salesPlatforms[platform];
    return askPlatform(context, platform, async () => {
      const chosen =
        event ??
        date.externalEvent ??
        matchEvent(context, platform, date, await client.listEvents(key));
      return { date, event: chosen, tickets: await client.listTickets(key, chosen) };
    });
  },
  async run(ctx, { platform }, { date, event, tickets }) {
    const ours = tickets.filter(
      ({ sessionAt }) => !sessionAt || (dayOf(sessionAt) ?? date.day) === date.day,
    );
    const sales = ours.flatMap((ticket) => saleOf(ticket, date.timeZone));
    const stored = await storePlatformSales(ctx, date.id, platform, sales, {
      source: "api",
      fileName: null,
      whole: true,
      lines: ours.length,
      failed: 0,
    });
    await ctx.tx
      .updateTable("allotments")
      .set({ external_event: event })
      .where("performance_id", "=", date.id)
      .where("platform", "=", platform)
      .execute();
    return {
      performanceId: date.id,
      performance: date.label,
      platform,
      event,
      added: stored.added,
      changed: stored.changed,
      cancelled: stored.cancelled,
      pending: ours.length - sales.length,
      sold: stored.sold,
      grossCents: stored.grossCents,
      currency: date.currency,
      warnings: await readWarnings(ctx, [date.id]),
    };
  },
  summary: (output, say) => {
    const sold = say.count(output.sold, {
      fr: { one: "billet vendu", other: "billets vendus" },
      en: { one: "ticket sold", other: "tickets sold" },
    });
    const moved = say({
      fr: `${say.number(output.added)} nouveaux, ${say.number(output.changed + output.cancelled)} mis à jour`,
      en: `${say.number(output.added)} new, ${say.number(output.changed + output.cancelled)} brought up to date`,
    });
    const warned = output.warnings.map((one) => ` ${sayWarning(one, say)}`).join("");
    return `${platformName(output.platform, say)}, ${output.performance}${say({ fr: " : ", en: ": " })}${sold}, ${say.money(output.grossCents, output.currency)} (${moved}).${warned}`;
  },
  about: (output) => [{ kind: "performance", id: output.performanceId, label: output.performance }],
});

/** What must be known of a date before its platform is asked, with the key that it is asked with. */
async function readDate(ctx: ToolContext, performance: string, platform: Connectable) {
  const { id, label } = await resolveRef(ctx, "performance", performance);
  const key = await readKey(ctx, platform);
  if (!key) {
    throw new ToolError("conflict", {
      fr: `${platformName(platform, ctx.sayIn("fr"))} n’est pas connecté : ajoutez sa clé dans les connexions, ou importez le fichier CSV.`,
      en: `${platformName(platform, ctx.sayIn("en"))} is not connected: add its key among the connections, or import the CSV file.`,
    });
  }
  const row = await ctx.tx
    .selectFrom("performances as p")
    .innerJoin("organizations as g", "g.id", "p.organization_id")
    .leftJoin("venues as v", "v.id", "p.venue_id")
    .select([
      "p.day",
      "g.currency",
      (eb) => eb.fn.coalesce("v.time_zone", "g.time_zone").as("timeZone"),
    ])
    .where("p.id", "=", id)
    .executeTakeFirstOrThrow();
  const known = await ctx.tx
    .selectFrom("allotments")
    .select("external_event")
    .where("performance_id", "=", id)
    .where("platform", "=", platform)
    .where("external_event", "is not", null)
    .limit(1)
    .executeTakeFirst();
  const externalEvent = known?.external_event ?? undefined;
  return { key, date: { ...row, id, label, day: String(row.day), externalEvent } };
}

/** The platform's only event on the day of the date; else a person says which. */
function matchEvent(
  { now }: Context,
  platform: Connectable,
  { label, day }: { label: string; day: string },
  events: PlatformEvent[],
): string {
  const fitting = events.filter(({ startsAt }) => startsAt && dayOf(startsAt) === day);
  const [only, second] = fitting;
  if (only && !second) return only.id;
  const choices = (fitting.length > 0 ? fitting : events)
    .slice(0, 20)
    .map(({ id, name: called }) => ({ id, label: called }));
  throw new ToolError(
    "invalid_input",
    {
      fr: `Quel événement ${platformName(platform, createSay("fr", now))} correspond à ${label} ?`,
      en: `Which ${platformName(platform, createSay("en", now))} event is ${label}?`,
    },
    { field: "event", choices },
  );
}

function saleOf(ticket: PlatformTicket, timeZone: string): PlatformSale[] {
  if (ticket.status === "pending") return [];
  const soldAt = ticket.soldAt ? momentOf(ticket.soldAt, timeZone) : undefined;
  return [
    {
      externalId: ticket.id.slice(0, 200),
      orderReference: ticket.order,
      category: ticket.category.slice(0, 200),
      priceCents: ticket.priceCents,
      status: ticket.status,
      soldAt: soldAt?.toISOString() ?? null,
      postalCode: ticket.postalCode,
      city: ticket.city,
    },
  ];
}
