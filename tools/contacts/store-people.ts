import { sql } from "kysely";
import type { ToolContext } from "../core/tool.ts";
import type { ContactKind } from "./kinds.ts";
import { phoneKeyOfRow } from "./read-contacts.ts";
import type { Person } from "./read-person.ts";

/** The lines whose person is in the address book already, with the contact that stands there. */
export async function findTwins(ctx: ToolContext, people: Person[]): Promise<Map<number, string>> {
  const keys = people.map(({ line, display_name, email, phone_key }) => ({
    line,
    display_name,
    email,
    phone_key,
  }));
  const { rows } = await sql<{ line: number; id: string }>`
    with given as (
      select line, email, phone_key, koncert.normalize(display_name) as search_name
      from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb)
        as g(line integer, display_name text, email text, phone_key text)
    ), present as (
      select id, lower(email) as email, search_name, email is null and phone is null as bare,
        ${phoneKeyOfRow} as phone_key
      from contacts where erased_at is null
    )
    select g.line, p.id from given g join present p on p.email = g.email
    union
    select g.line, p.id from given g join present p on p.phone_key = g.phone_key
    union
    select g.line, p.id from given g join present p on p.search_name = g.search_name
      and (p.bare or (g.email is null and g.phone_key is null))`.execute(ctx.tx);
  return new Map(rows.map((row) => [row.line, row.id]));
}

/** All people in one statement, and what the table says of their consent in another. */
export async function storePeople(
  ctx: ToolContext,
  people: Person[],
  kind: ContactKind,
  tags: string[],
): Promise<{ id: string; name: string }[]> {
  if (people.length === 0) return [];
  const rows = people.map((person) => ({
    ...person,
    tags: [...new Set([...person.tags, ...tags])],
  }));
  const { rows: stored } = await sql<{ id: string; name: string; email: string | null }>`
    insert into contacts (kind, display_name, first_name, last_name, organization_name, job_title,
      email, phone, address, postal_code, city, country, tags, notes, source)
    select ${kind}, display_name, first_name, last_name, organization_name, job_title,
      email, phone, address, postal_code, city, country,
      array(select jsonb_array_elements_text(tags)), notes, 'import'
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as p(line integer, display_name text,
      first_name text, last_name text, organization_name text, job_title text, email text, phone text,
      address text, postal_code text, city text, country text, tags jsonb, notes text)
    order by line
    returning id, display_name as name, email`.execute(ctx.tx);
  const said = people.filter((person) => person.consent !== null && person.email !== null);
  if (said.length > 0) {
    const consents = new Map(said.map((person) => [person.email, person.consent]));
    const lines = stored.flatMap((row) => {
      const consent = consents.get(row.email);
      return consent === undefined
        ? []
        : [{ id: row.id, status: consent ? "granted" : "withdrawn" }];
    });
    await sql`
      insert into consents (contact_id, channel, status, source)
      select id, 'email', status, 'import'
      from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as c(id uuid, status text)`.execute(
      ctx.tx,
    );
  }
  return stored.map(({ id, name }) => ({ id, name }));
}

/** Puts tags on contacts that have them not yet. */
export async function addTags(ctx: ToolContext, ids: string[], tags: string[]): Promise<void> {
  if (ids.length === 0 || tags.length === 0) return;
  await sql`
    update contacts set tags = array(select distinct unnest(tags || ${tags}::text[]) order by 1)
    where id = any(${ids}::uuid[]) and not tags @> ${tags}::text[]`.execute(ctx.tx);
}
