import type { Text } from "../core/text.ts";
import { type Person, readPerson } from "./read-person.ts";
import type { Table } from "./read-table.ts";

export type People = {
  people: Person[];
  errors: ({ line: number } & Text)[];
  /** Lines whose person stands higher in the table already. */
  twice: number[];
};

/** The people of a table, each once, and what is wrong with the other lines. */
export function readPeople(table: Table): People {
  const read: People = { people: [], errors: [], twice: [] };
  const seen = new Set<string>();
  for (const line of table.lines) {
    const person = readPerson(line);
    if ("error" in person) {
      read.errors.push({ line: person.line, ...person.error });
      continue;
    }
    const keys = keysOf(person);
    if (keys.some((key) => seen.has(key))) read.twice.push(person.line);
    else read.people.push(person);
    for (const key of keys) seen.add(key);
  }
  return read;
}

/** What makes two lines of one table the same person. */
function keysOf(person: Person): string[] {
  const keys = [];
  if (person.email) keys.push(`e:${person.email}`);
  if (person.phone_key) keys.push(`p:${person.phone_key}`);
  if (keys.length === 0) keys.push(`n:${person.display_name.toLowerCase()}`);
  return keys;
}
