import type { Done } from "#tools/core/outcome.ts";
import type { Check, Phrasing } from "./case.ts";
import type { EndState } from "./end-state.ts";

type SqlCheck = Extract<Check, { sql: string }>;
export const isSql = (check: Check): check is SqlCheck => "sql" in check;

/** What the read of a check gives, written so that two reads can be compared. */
export async function readingOf(check: SqlCheck, state: EndState): Promise<string> {
  const rows = await state.read(check.sql);
  return plain(JSON.stringify(rows.map((row) => (row.length === 1 ? row[0] : row))));
}

/** The reading that a check wants. Null is the absence of a row too. */
export const wantedBy = ({ equals }: SqlCheck): string[] =>
  equals === null
    ? ["[]", "[null]"]
    : [plain(JSON.stringify(Array.isArray(equals) ? equals : [equals]))];

/** Readings of every check on the end state, by place in the case; others are left out. */
export async function readAll(one: Phrasing, state: EndState): Promise<Map<number, string>> {
  const readings = new Map<number, string>();
  for (const [at, check] of one.expect.entries())
    if (isSql(check)) readings.set(at, await readingOf(check, state));
  return readings;
}

/** Why results lack what a check wants of them, or nothing when they have it. */
export function lackOf(
  check: Exclude<Check, SqlCheck>,
  results: readonly Done<unknown>[],
): string | undefined {
  if ("called" in check) {
    const tools = [check.called].flat();
    return results.some(({ tool }) => tools.includes(tool))
      ? undefined
      : `${tools.join(" or ")} was not called`;
  }
  const absent = check.facts.filter(
    (fact) => !results.some(({ value }) => holds(value, fact, check.key)),
  );
  return absent.length > 0 ? `in no result: ${absent.join(", ")}` : undefined;
}

/** Whether a leaf of `value` is the fact: the same number, or a text that has it in it. */
function holds(
  value: unknown,
  fact: string | number,
  key: string | undefined,
  isUnderKey = key === undefined,
): boolean {
  if (Array.isArray(value)) return value.some((item) => holds(item, fact, key, isUnderKey));
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).some(([name, item]) =>
      holds(item, fact, key, isUnderKey || name === key),
    );
  }
  if (!isUnderKey) return false;
  if (typeof fact === "number") return value === fact;
  return typeof value === "string" && plain(value).includes(plain(fact));
}

/** Accents, apostrophes and spaces that typography varies are alike. */
function plain(text: string): string {
  return text
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[\u00A0\u202F]/g, " ")
    .replaceAll("’", "'")
    .toLowerCase();
}
