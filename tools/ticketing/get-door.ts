import { sql } from "kysely";
import { z } from "zod";
import { ref } from "../core/fields.ts";
import { defineTool, type ToolContext } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { readPerformances } from "../tours/read-performances.ts";
import { doorResults } from "./door-results.ts";
import { readToSee, toSee } from "./read-to-see.ts";

const counted = { expected: z.int(), inside: z.int(), entered: z.int() };

const scan = z.object({
  id: z.uuid(),
  at: z.string(),
  result: z.enum(doorResults),
  direction: z.enum(["in", "out"]),
  undone: z.boolean(),
  gate: z.string().nullable(),
  by: z.string().nullable(),
  holder: z.string().nullable(),
  type: z.string().nullable(),
  number: z.int().nullable(),
});

/** What a supervisor looks at: a double entry, or somebody let in whom we would have refused. */
const lastScans = 20;

export const getDoor = defineTool({
  name: "ticketing_get_door",
  title: { fr: "Contrôle d’accès", en: "Door" },
  description:
    "The door of a date: how many are expected, inside and came in, by ticket type, guests and gate, double entries to look at, and the last scans.",
  permission: "door:scan",
  effect: "read",
  untrusted: true,
  input: z.object({ performance: ref("performance") }),
  output: z.object({
    performanceId: z.uuid(),
    performance: z.string(),
    artist: z.string(),
    day: z.string(),
    timeZone: z.string(),
    doorsAt: z.string().nullable(),
    showAt: z.string().nullable(),
    venue: z.string().nullable(),
    city: z.string().nullable(),
    status: z.string(),
    capacity: z.int().nullable(),
    expected: z.int(),
    inside: z.int(),
    types: z.array(z.object({ name: z.string(), ...counted })),
    guests: z.object(counted),
    gates: z.array(
      z.object({
        name: z.string(),
        zone: z.string().nullable(),
        entered: z.int(),
        inside: z.int(),
      }),
    ),
    toSee: z.array(toSee),
    scans: z.array(scan),
  }),
  examples: [
    {
      fr: "combien de personnes sont entrées à Lyon ?",
      en: "how many people are in at Lyon?",
      input: { performance: "Lyon" },
    },
    {
      fr: "où en est le contrôle d’accès à Marseille",
      en: "how is the door doing in Marseille",
      input: { performance: "Marseille" },
    },
    {
      fr: "la porte à Lille : entrées et derniers scans",
      en: "the Lille door: entries and last scans",
      input: { performance: "Lille" },
    },
    {
      fr: "combien de billets scannés à Nantes",
      en: "how many tickets scanned in Nantes",
      input: { performance: "Nantes" },
    },
    {
      fr: "la salle est remplie à combien, là, à Paris ? les entrées",
      en: "how full is the room right now in Paris? entries",
      input: { performance: "Paris" },
    },
    {
      fr: "ouvre le contrôle des entrées de Bordeaux",
      en: "open the entry control of Bordeaux",
      input: { performance: "Bordeaux" },
    },
    {
      fr: "les entrées à Rennes en ce moment",
      en: "entries in Rennes right now",
      input: { performance: "Rennes" },
    },
    {
      fr: "on a scanné combien de monde à Caen ?",
      en: "how many people did we scan in Caen?",
      input: { performance: "Caen" },
    },
    {
      fr: "combien sont déjà dans la salle à Metz",
      en: "how many are already inside in Metz",
      input: { performance: "Metz" },
    },
    {
      fr: "le compteur d’entrées de Dijon",
      en: "the entry counter of Dijon",
      input: { performance: "Dijon" },
    },
    {
      fr: "combien de personnes ne sont pas encore entrées à Angers",
      en: "how many people have not come in yet in Angers",
      input: { performance: "Angers" },
    },
    {
      fr: "il reste combien de monde dehors à Tours",
      en: "how many are still to come in at Tours",
      input: { performance: "Tours" },
    },
    {
      fr: "combien de personnes sont entrées à Strasbourg à cette heure",
      en: "how many people have come in at Strasbourg so far",
      input: { performance: "Strasbourg" },
    },
    {
      fr: "les entrées de Toulouse en direct",
      en: "live entries in Toulouse",
      input: { performance: "Toulouse" },
    },
    {
      fr: "combien de scans à la porte de Brest",
      en: "how many scans at the Brest door",
      input: { performance: "Brest" },
    },
  ],
  async run(ctx, input) {
    const { id, label } = await resolveRef(ctx, "performance", input.performance);
    const [date] = await readPerformances(ctx, [id]);
    if (!date) throw new Error(`no performance ${id}`);
    const { types, guests, gates } = await count(ctx, id);
    const all = [...types, guests];
    return {
      performanceId: id,
      performance: label,
      artist: date.artist,
      day: date.day,
      timeZone: date.timeZone,
      doorsAt: date.doorsAt,
      showAt: date.showAt,
      venue: date.venue,
      city: date.city,
      status: date.status,
      capacity: date.capacity,
      expected: all.reduce((sum, line) => sum + line.expected, 0),
      inside: all.reduce((sum, line) => sum + line.inside, 0),
      types,
      guests,
      gates,
      toSee: await readToSee(ctx, id),
      scans: await readScans(ctx, id),
    };
  },
  summary: (output, say) =>
    say({
      fr: `${output.performance} : ${say.count(output.inside, { fr: { one: "personne entrée", other: "personnes entrées" }, en: { one: "", other: "" } })} sur ${say.number(output.expected)} attendues.`,
      en: `${output.performance}: ${say.count(output.inside, { fr: { one: "", other: "" }, en: { one: "person", other: "people" } })} in of ${say.number(output.expected)} expected.`,
    }),
  show: (output, say) => ({
    kind: "table",
    title: say({ fr: `Entrées · ${output.performance}`, en: `Door · ${output.performance}` }),
    columns: [
      { key: "name", label: say({ fr: "Tarif", en: "Type" }), type: "text" },
      { key: "inside", label: say({ fr: "Dans la salle", en: "Inside" }), type: "number" },
      { key: "entered", label: say({ fr: "Entrés", en: "Came in" }), type: "number" },
      { key: "expected", label: say({ fr: "Attendus", en: "Expected" }), type: "number" },
    ],
    rows: [
      ...output.types,
      { name: say({ fr: "Invités", en: "Guests" }), ...output.guests },
    ].filter((line) => line.expected > 0),
    total: output.types.length + 1,
  }),
  about: (output) => [{ kind: "performance", id: output.performanceId, label: output.performance }],
});

type Line = { expected: number; inside: number; entered: number };
type Counts = {
  types: (Line & { name: string })[];
  guests: Line;
  gates: { name: string; zone: string | null; entered: number; inside: number }[];
};

async function count(ctx: ToolContext, id: string): Promise<Counts> {
  const { rows } = await sql<{ counts: Counts }>`
    select koncert.door_counts(${id}::uuid) as counts`.execute(ctx.tx);
  const [row] = rows;
  if (!row) throw new Error("no counts of a door");
  return row.counts;
}

async function readScans(ctx: ToolContext, id: string): Promise<z.infer<typeof scan>[]> {
  const { rows } = await sql<Omit<z.infer<typeof scan>, "at"> & { at: Date }>`
    select c.id, c.at, coalesce(c.reason, 'ok') as result, c.direction, not koncert.stands(c) and c.result = 'accepted' as undone,
      c.gate, coalesce(d.name, m.name) as by, coalesce(g.name, k.holder_name) as holder, coalesce(t.name, l.name) as type, k.number
    from check_ins c
    left join door_devices d on d.id = c.device_id
    left join members m on m.id = c.member_id
    left join tickets k on k.id = c.ticket_id
    left join ticket_types t on t.id = k.ticket_type_id
    left join guests g on g.id = c.guest_id
    left join guest_lists l on l.id = g.guest_list_id
    where c.performance_id = ${id} and c.undoes is null and c.undoes_sequence is null
    order by c.at desc limit ${lastScans}`.execute(ctx.tx);
  return rows.map((row) => ({ ...row, at: new Date(row.at).toISOString() }));
}
