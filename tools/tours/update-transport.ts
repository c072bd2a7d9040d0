import { z } from "zod";
import { emptied } from "../core/emptied.ts";
import { cents, choice, clearing, day, place, ref, time, words } from "../core/fields.ts";
import { defineTool, type ToolContext } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { kindWords, transportKinds } from "./add-transport.ts";
import { settleJourney, zoneOf } from "./journey.ts";
import { nothingToChange } from "./nothing-to-change.ts";
import { pickOne } from "./pick-one.ts";
import { readPerformances } from "./read-performances.ts";
import { dateName } from "./say-dates.ts";
import { instantOf, wallClock } from "./times.ts";

const emptiable = {
  departs: "departs_at",
  arrives: "arrives_at",
  reference: "reference",
  cost: "cost_cents",
} as const;

export const updateTransport = defineTool({
  name: "tours_update_transport",
  title: { fr: "Modifier un trajet", en: "Edit transport" },
  description:
    "Changes a journey of a date: times, day, towns, kind, reference, cost. Kind and departure town say which one; where none fits, they are what it becomes.",
  permission: "tours:write",
  effect: "write",
  input: z.object({
    performance: ref("performance"),
    transport_kind: choice("transport_kind", transportKinds).optional(),
    from_place: place().optional(),
    to_place: place().optional(),
    day: day().optional(),
    departs: time().optional(),
    arrives: time().optional(),
    reference: words(120).optional(),
    cost: cents().optional(),
    clear: clearing(emptiable).optional(),
    /** Not of a semantic type: a page knows it, a person does not. */
    transport: z.uuid().optional(),
  }),
  output: z.object({
    id: z.uuid(),
    kind: z.enum(transportKinds),
    from: z.string(),
    to: z.string(),
    departsAt: z.string().nullable(),
    timeZone: z.string(),
    performanceId: z.uuid(),
    performance: z.string(),
  }),
  examples: [
    {
      fr: "le train de Lyon part finalement à 10h04",
      en: "the Lyon train leaves at 10:04 after all",
      input: { performance: "Lyon", transport_kind: "train", departs: "10:04" },
    },
    {
      fr: "change le trajet en van de Nantes : départ 7 h 30",
      en: "change the van journey of Nantes: leaving at 7:30",
      input: { performance: "Nantes", transport_kind: "van", departs: "07:30" },
    },
    {
      fr: "modifie le trajet de Lille, ce sera en bus",
      en: "change the journey of Lille, it will be by bus",
      input: { performance: "Lille", transport_kind: "bus" },
    },
    {
      fr: "corrige la référence du train de Rennes : « QX7P2L »",
      en: "correct the reference of the Rennes train: “QX7P2L”",
      input: { performance: "Rennes", transport_kind: "train", reference: "QX7P2L" },
    },
    {
      fr: "modifie le trajet en camion de Metz : 420 €",
      en: "change the truck journey of Metz: €420",
      input: { performance: "Metz", transport_kind: "truck", cost: 42000 },
    },
    {
      fr: "modifie le trajet de Dijon : le 13 mai 2027",
      en: "change the journey of Dijon: 13 May 2027",
      input: { performance: "Dijon", day: "2027-05-13" },
    },
    {
      fr: "le bus de Caen arrive finalement à 15 h",
      en: "the Caen bus arrives at 3 pm after all",
      input: { performance: "Caen", transport_kind: "bus", arrives: "15:00" },
    },
    {
      fr: "corrige le trajet en train de Lyon : efface la référence",
      en: "correct the train journey of Lyon: erase the reference",
      input: { performance: "Lyon", transport_kind: "train", clear: ["reference"] },
    },
  ],
  async run(ctx, input) {
    const { id } = await resolveRef(ctx, "performance", input.performance);
    const [date] = await readPerformances(ctx, [id]);
    if (!date) throw new Error(`no performance ${id}`);
    const row = await findJourney(ctx, id, input);
    const changes = {
      ...emptied(emptiable, input.clear, input),
      ...(input.transport_kind && input.transport_kind !== row.kind
        ? { kind: input.transport_kind }
        : {}),
      ...routeOf(ctx, row, input, date),
      ...(input.reference === undefined ? {} : { reference: input.reference }),
      ...(input.cost === undefined ? {} : { cost_cents: input.cost }),
    };
    if (Object.keys(changes).length === 0) throw nothingToChange();
    const after = await ctx.tx
      .updateTable("transports")
      .set(changes)
      .where("id", "=", row.id)
      .returning(["id", "kind", "from_place as from", "to_place as to", "departs_at"])
      .executeTakeFirstOrThrow();
    return {
      id: after.id,
      kind: z.enum(transportKinds).parse(after.kind),
      from: after.from,
      to: after.to,
      departsAt: after.departs_at ? new Date(after.departs_at).toISOString() : null,
      timeZone: zoneOf(ctx, after.from) ?? date.timeZone,
      performanceId: id,
      performance: dateName(date, ctx.say),
    };
  },
  summary(output, say) {
    const kind = say(kindWords[output.kind]).toLowerCase();
    const departs = output.departsAt
      ? say({
          fr: `, départ ${say.time(output.departsAt, output.timeZone)}`,
          en: `, leaving ${say.time(output.departsAt, output.timeZone)}`,
        })
      : "";
    return say({
      fr: `Trajet modifié pour ${output.performance} : ${kind} ${output.from} – ${output.to}${departs}.`,
      en: `Journey changed for ${output.performance}: ${kind} ${output.from} – ${output.to}${departs}.`,
    });
  },
  about: (output) => [{ kind: "performance", id: output.performanceId, label: output.performance }],
});

type Asked = {
  transport?: string | undefined;
  transport_kind?: string | undefined;
  from_place?: string | undefined;
  to_place?: string | undefined;
  day?: string | undefined;
  departs?: string | undefined;
  arrives?: string | undefined;
  clear?: readonly string[] | undefined;
};
type Journey = Awaited<ReturnType<typeof findJourney>>;

/** The journey that a page names, else the one that the kind and the town fit, where any fits. */
async function findJourney(ctx: ToolContext, performance: string, asked: Asked) {
  const rows = await ctx.tx
    .selectFrom("transports")
    .select(["id", "kind", "from_place", "to_place", "departs_at", "arrives_at"])
    .where("performance_id", "=", performance)
    .orderBy("departs_at")
    .execute();
  const narrow = (found: typeof rows, fits: (row: (typeof rows)[number]) => boolean) => {
    const fitting = found.filter(fits);
    return fitting.length > 0 ? fitting : found;
  };
  const from = asked.from_place?.toLowerCase();
  const meant = asked.transport
    ? rows.filter((row) => row.id === asked.transport)
    : narrow(
        narrow(rows, (row) => row.kind === asked.transport_kind),
        (row) => from !== undefined && row.from_place.toLowerCase().includes(from),
      );
  return pickOne(
    meant.map((row) => ({ ...row, label: `${row.from_place} – ${row.to_place}` })),
    "from_place",
    { fr: "Aucun trajet de ce genre pour cette date.", en: "No such journey for this date." },
  );
}

/** Towns and instants, counted again from what stands and what was said of them. */
function routeOf(
  ctx: ToolContext,
  row: Journey,
  asked: Asked,
  date: { day: string; timeZone: string },
) {
  const said = [asked.from_place, asked.to_place, asked.day, asked.departs, asked.arrives];
  const untimed = asked.clear?.some((field) => field === "departs" || field === "arrives");
  if (said.every((one) => one === undefined) && !untimed) return {};
  const clock = (instant: Date | null, place: string) =>
    instant ? wallClock(new Date(instant), zoneOf(ctx, place) ?? date.timeZone) : undefined;
  const left = clock(row.departs_at, row.from_place);
  const arrived = clock(row.arrives_at, row.to_place);
  // Midnight is how a day without a time is kept.
  const timed = left && left.time !== "00:00" ? left.time : undefined;
  const kept = (field: string, value: string | undefined) =>
    asked.clear?.includes(field) ? undefined : value;
  const day = asked.day ?? left?.day ?? arrived?.day ?? date.day;
  const journey = settleJourney(
    ctx,
    {
      from_place: asked.from_place ?? row.from_place,
      to_place: asked.to_place ?? row.to_place,
      day,
      departs: asked.departs ?? kept("departs", timed),
      arrives: asked.arrives ?? kept("arrives", arrived?.time),
    },
    date.timeZone,
  );
  // The day of the date goes without saying.
  const dayOnly = day === date.day ? null : instantOf(day, "00:00", date.timeZone);
  return {
    from_place: journey.from,
    to_place: journey.to,
    departs_at: journey.departsAt ?? (journey.arrivesAt ? null : dayOnly),
    arrives_at: journey.arrivesAt,
    distance_km: journey.km,
  };
}
