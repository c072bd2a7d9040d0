import type { Outcome } from "#tools/core/outcome.ts";
import type { SubjectKind } from "#tools/core/tool.ts";
import { addDays, normalize, type Values } from "#recognise/index.ts";

/** A row last spoken of, with what a person may call it by. */
export type Row = {
  kind: SubjectKind;
  id: string;
  label: string;
  day?: string;
  city?: string;
  venue?: string;
  status?: string;
};

/** Rows of the last results, the latest first. */
export type Focus = { turns: Row[][]; day?: string };

export const noFocus: Focus = { turns: [] };
const kept = 8;
const rowsKept = 200;

/** The focus after a result: its rows come first, the days of its dates with them. */
export function afterOutcome(focus: Focus, outcome: Outcome): Focus {
  if (!outcome.ok || outcome.about.length === 0) return focus;
  const dates = new Map(
    outcome.cards
      .flatMap((card) =>
        card.kind === "dates" ? card.dates : card.kind === "performance" ? [card.date] : [],
      )
      .map((date) => [date.id, date]),
  );
  const rows = outcome.about.slice(0, rowsKept).map((subject): Row => {
    const date = dates.get(subject.id);
    const day =
      date?.day ??
      (subject.kind === "performance" ? /\d{4}-\d{2}-\d{2}/.exec(subject.label)?.[0] : undefined);
    return {
      ...subject,
      ...(day ? { day } : {}),
      ...(date?.city ? { city: date.city } : {}),
      ...(date?.venue ? { venue: date.venue } : {}),
      ...(date ? { status: date.status } : {}),
    };
  });
  const day = rows.find((row) => row.day)?.day ?? focus.day;
  return { turns: [rows, ...focus.turns].slice(0, kept), ...(day ? { day } : {}) };
}

type Reference = Values["reference"];

/** The rows of one kind that a reference means among those last spoken of; none when it can't tell. */
export function rowsMeant(
  focus: Focus,
  kind: SubjectKind,
  reference: Reference,
  today: string,
): Row[] {
  const pools = focus.turns
    .map((turn) => turn.filter((row) => row.kind === kind))
    .filter((pool) => pool.length > 0);
  const list = pools.find((pool) => pool.length > 1) ?? [];
  const ordered = [...list].sort((a, b) => (a.day ?? "").localeCompare(b.day ?? ""));
  const count = reference.count ?? 1;
  switch (reference.select) {
    case "all":
      return reference.count === undefined
        ? list
        : (pools.find((pool) => pool.length === reference.count) ?? lastOf(pools, reference.count));
    case "first":
      return reference.count === undefined && list.length === 0 ? [] : ordered.slice(0, count);
    case "last":
      return ordered.slice(-count);
    case "nth":
      return ordered.slice((reference.index ?? 1) - 1, reference.index ?? 1);
    case "next":
      return ordered.filter((row) => (row.day ?? "") >= today).slice(0, count);
    case "others": {
      const latest = pools.find((pool) => pool.length < list.length) ?? [];
      return list.filter((row) => !latest.some((one) => one.id === row.id));
    }
    case "by":
      return (
        pools
          .map((pool) => pool.filter((row) => isCalled(row, reference)))
          .find((rows) => rows.length > 0) ?? []
      );
  }
}

/** « ces deux dates » spoken of one after the other. */
function lastOf(pools: readonly Row[][], count: number): Row[] {
  const rows = [...new Map(pools.flat().map((row) => [row.id, row])).values()].slice(0, count);
  return rows.length === count ? rows : [];
}

const plain = (text: string) => normalize(text).text.replace(/[^\p{L}\p{N}]+/gu, " ");

function isCalled(row: Row, { by }: Reference): boolean {
  if (!by) return false;
  if (by.type === "date")
    return (
      row.day === by.value.day ||
      (!by.value.monthStated && row.day?.slice(8) === by.value.day.slice(8))
    );
  const words = by.type === "place" ? by.value.place.name : by.value.label;
  return [row.city, row.venue, row.label].some(
    (name) => name !== undefined && plain(name).includes(plain(words)),
  );
}

/** The row or rows that a pronoun stands for. */
export function rowsPointedAt(
  focus: Focus,
  kind: SubjectKind,
  number: "one" | "many" | "same",
): Row[] {
  for (const turn of focus.turns) {
    const rows = turn.filter((row) => row.kind === kind);
    if (rows.length === 0) continue;
    if (number === "many") return rows;
    const main = turn[0]?.kind === kind ? turn[0] : rows.length === 1 ? rows[0] : undefined;
    return main ? [main] : number === "same" ? rows : [];
  }
  return [];
}

/** The last result's only row of a kind, or all of them where a field takes many. */
export function rowsJustSpokenOf(focus: Focus, kind: SubjectKind): Row[] {
  return focus.turns[0]?.filter((row) => row.kind === kind) ?? [];
}

export const dayAround = (focus: Focus, days: number) => focus.day && addDays(focus.day, days);
