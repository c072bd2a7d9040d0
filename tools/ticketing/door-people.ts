import { sql } from "kysely";
import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import type { ToolContext } from "../core/tool.ts";

/** Somebody whom the door may let in: the holder of a ticket, or a guest without one. */
export const doorPerson = z.object({
  kind: z.enum(["ticket", "guest"]),
  id: z.uuid(),
  holder: z.string().nullable(),
  type: z.string(),
  number: z.int().nullable(),
  /** A guest comes with their plus-ones. */
  places: z.int(),
  orderNumber: z.string().nullable(),
  test: z.boolean(),
});

export type DoorPerson = z.infer<typeof doorPerson>;

export const foundPerson = doorPerson.extend({
  buyer: z.string().nullable(),
  status: z.enum(["issued", "cancelled", "refunded", "invited", "confirmed", "declined"]),
  inside: z.boolean(),
  /** Of their last passage. */
  at: z.string().nullable(),
  gate: z.string().nullable(),
});
export type FoundPerson = z.infer<typeof foundPerson>;

const mostFound = 30;
const possible = 0.5;

/** People of a date by holder, buyer, guest, e-mail, ticket number or order number, or by id; best first. */
export async function findPeople(
  ctx: ToolContext,
  performanceId: string,
  text: string,
): Promise<FoundPerson[]> {
  const id = z.uuid().safeParse(text).data ?? null;
  const number = /^(?:n°\s*)?(\d{1,9})$/i.exec(text.trim())?.[1] ?? null;
  const { rows } = await sql<Omit<FoundPerson, "at"> & { at: Date | null }>`
    with asked as (select koncert.normalize(${text}) as words), people as (
      select 'ticket' as kind, k.id, k.holder_name as holder, t.name as type, k.number, 1 as places,
        o.number as "orderNumber", o.test, o.buyer_name as buyer, k.status,
        case when k.id = ${id}::uuid or k.number = ${number}::bigint or lower(o.number) = a.words then 1
          when ${id}::uuid is null and ${number}::bigint is null then greatest(
            extensions.word_similarity(a.words, lower(extensions.unaccent(coalesce(k.holder_name, '')))),
            extensions.word_similarity(a.words, o.search_text) * 0.9) else 0 end as score
      from tickets k join orders o on o.id = k.order_id
      join ticket_types t on t.id = k.ticket_type_id cross join asked a
      where k.performance_id = ${performanceId}
      union all
      select 'guest', g.id, g.name, l.name, null, 1 + g.plus_ones, null, false, null, g.status,
        case when g.id = ${id}::uuid then 1
          when ${id}::uuid is null and ${number}::bigint is null then extensions.word_similarity(a.words, g.search_name)
          else 0 end
      from guests g join guest_lists l on l.id = g.guest_list_id cross join asked a
      where g.performance_id = ${performanceId} and g.ticket_id is null and g.status <> 'cancelled'
    ), best as (
      select * from people where score >= ${possible} order by score desc, holder, number limit ${mostFound}
    )
    select b.kind, b.id, b.holder, b.type, b.number, b.places, b."orderNumber", b.test, b.buyer, b.status,
      coalesce(c.direction = 'in', false) as inside, c.at, c.gate
    from best b left join lateral (
      select c.direction, c.at, c.gate from check_ins c
      where c.performance_id = ${performanceId} and c.result = 'accepted'
        and case b.kind when 'ticket' then c.ticket_id = b.id else c.guest_id = b.id end
      order by c.at desc limit 1) c on true
    order by b.score desc, b.holder, b.number`.execute(ctx.tx);
  return rows.map((row) => ({ ...row, at: row.at && new Date(row.at).toISOString() }));
}

/**
 * The one person meant at the door. Of several tickets of one order in one name, the next that is
 * not through yet. Throws with the choices where several people fit.
 */
export async function meantPerson(
  ctx: ToolContext,
  performance: { id: string; label: string },
  text: string,
  direction: "in" | "out",
): Promise<FoundPerson> {
  const people = await findPeople(ctx, performance.id, text);
  const plain = (name: string | null) => (name ?? "").toLowerCase();
  const named = people.filter(({ holder }) => plain(holder) === plain(text.trim()));
  const fitting = named.length > 0 ? named : people;
  const [first] = fitting;
  if (!first) {
    throw new ToolError(
      "not_found",
      {
        fr: `Personne ne correspond à « ${text} » pour ${performance.label}.`,
        en: `Nobody matches “${text}” for ${performance.label}.`,
      },
      { field: "who" },
    );
  }
  const isSame = (person: FoundPerson) =>
    person.kind === first.kind &&
    plain(person.holder) === plain(first.holder) &&
    person.orderNumber === first.orderNumber;
  if (fitting.every(isSame)) {
    return fitting.find(({ inside }) => inside === (direction === "out")) ?? first;
  }
  const choices = fitting.slice(0, 8).map((person) => ({
    id: person.id,
    label: [person.holder, person.type, person.number === null ? null : `n° ${person.number}`]
      .filter(Boolean)
      .join(" · "),
  }));
  throw new ToolError(
    "invalid_input",
    {
      fr: `« ${text} » peut désigner : ${ctx.sayIn("fr").list(choices.map(({ label }) => label))}. Qui entre ?`,
      en: `“${text}” may mean: ${ctx.sayIn("en").list(choices.map(({ label }) => label))}. Who is it?`,
    },
    { field: "who", choices },
  );
}
