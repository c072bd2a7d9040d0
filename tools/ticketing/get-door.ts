import { sql } from "kysely";
import { z } from "zod";
import { ref } from "../core/fields.ts";
import { defineTool, type ToolContext } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { readPerformances } from "../tours/read-performances.ts";
import { doorResults } from "./door-results.ts";

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

const lastScans = 20;

export const getDoor = defineTool({
  name: "ticketing_get_door",
  title: { fr: "Contrôle d’accès", en: "Door" },
  description:
    "The door of a date: how many are expected, inside and came in, by ticket type and guests, and the last scans.",
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
  ],
  async run(ctx, input) {
    const { id, label } = await resolveRef(ctx, "performance", input.performance);
    const [date] = await readPerformances(ctx, [id]);
    if (!date) throw new Error(`no performance ${id}`);
    const { types, guests } = await count(ctx, id);
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

type Line = { name: string; expected: number; inside: number; entered: number };

/** Accepted passages of one person alternate, and a scan taken back is the opposite one: in less out is inside. */
async function count(ctx: ToolContext, id: string) {
  const passages = sql`
    select c.ticket_id, c.guest_id, sum(case c.direction when 'in' then 1 else -1 end) as inside,
      bool_or(c.direction = 'in' and c.undoes is null and u.id is null) as entered
    from check_ins c left join check_ins u on u.undoes = c.id
    where c.performance_id = ${id} and c.result = 'accepted' group by 1, 2`;
  const types = await sql<Line>`
    select t.name, count(*)::int as expected, coalesce(sum(c.inside), 0)::int as inside,
      (count(*) filter (where c.entered))::int as entered
    from tickets k join ticket_types t on t.id = k.ticket_type_id
    left join (select ticket_id, sum(inside) as inside, bool_or(entered) as entered
      from (${passages}) p where ticket_id is not null group by 1) c on c.ticket_id = k.id
    where k.performance_id = ${id} and k.status = 'issued'
    group by t.id, t.name, t.position order by t.position, t.name`.execute(ctx.tx);
  const guests = await sql<Omit<Line, "name">>`
    select coalesce(sum(1 + g.plus_ones), 0)::int as expected,
      coalesce(sum((1 + g.plus_ones) * coalesce(c.inside, 0)), 0)::int as inside,
      coalesce(sum(1 + g.plus_ones) filter (where c.entered), 0)::int as entered
    from guests g left join (${passages}) c on c.guest_id = g.id and c.ticket_id is null
    where g.performance_id = ${id} and g.ticket_id is null
      and g.status in ('invited', 'confirmed')`.execute(ctx.tx);
  return { types: types.rows, guests: guests.rows[0] ?? { expected: 0, inside: 0, entered: 0 } };
}

async function readScans(ctx: ToolContext, id: string): Promise<z.infer<typeof scan>[]> {
  const { rows } = await sql<Omit<z.infer<typeof scan>, "at"> & { at: Date }>`
    select c.id, c.at, coalesce(c.reason, 'ok') as result, c.direction, u.id is not null as undone,
      c.gate, m.name as by, coalesce(g.name, k.holder_name) as holder, coalesce(t.name, l.name) as type, k.number
    from check_ins c
    left join check_ins u on u.undoes = c.id
    left join members m on m.id = c.member_id
    left join tickets k on k.id = c.ticket_id
    left join ticket_types t on t.id = k.ticket_type_id
    left join guests g on g.id = c.guest_id
    left join guest_lists l on l.id = g.guest_list_id
    where c.performance_id = ${id} and c.undoes is null
    order by c.at desc limit ${lastScans}`.execute(ctx.tx);
  return rows.map((row) => ({ ...row, at: new Date(row.at).toISOString() }));
}
