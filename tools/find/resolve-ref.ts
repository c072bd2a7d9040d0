import { sql } from "kysely";
import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import type { Choice } from "../core/errors.ts";
import type { SubjectKind, ToolContext } from "../core/tool.ts";
import { findableKinds } from "./find-anything.ts";
import { named, readSubject } from "./read-subject.ts";

/** A match below `possible` is not a match; two within `margin` of one another are ambiguous. */
const possible = 0.45;
const margin = 0.12;
const exact = 0.97;

const words: Record<SubjectKind, { fr: string; en: string }> = {
  artist: { fr: "Aucun artiste", en: "No artist" },
  production: { fr: "Aucun spectacle", en: "No production" },
  tour: { fr: "Aucune tournée", en: "No tour" },
  venue: { fr: "Aucun lieu", en: "No venue" },
  performance: { fr: "Aucune date", en: "No date" },
  ticket_type: { fr: "Aucun tarif", en: "No ticket type" },
  order: { fr: "Aucune commande", en: "No order" },
  guest_list: { fr: "Aucune liste d’invités", en: "No guest list" },
  contact: { fr: "Aucun contact", en: "No contact" },
  document: { fr: "Aucun document", en: "No document" },
  expense: { fr: "Aucune dépense", en: "No expense" },
  income: { fr: "Aucune recette", en: "No income" },
  member: { fr: "Aucun membre", en: "No member" },
  approval: { fr: "Aucune demande", en: "No request" },
  call: { fr: "Aucune action", en: "No action" },
};

type Hit = { id: string; label: string; score: number };

/**
 * The row that an id or a person's words mean. Throws `not_found` with the nearest names, or
 * `invalid_input` with the choices where several fit. `field` names the input it came from.
 */
export async function resolveRef(
  ctx: ToolContext,
  kind: SubjectKind,
  text: string,
  field: string = kind,
): Promise<{ id: string; label: string }> {
  const { row, near } = await match(ctx, kind, text, field);
  if (!row) throw missing(kind, text, field, near);
  return row;
}

/**
 * The id that a person's words mean, as `resolveRef`. An id is taken as it is, without a query: whoever
 * reads by it finds no row where there is none, and says so with `notFound`.
 */
export async function resolveId(
  ctx: ToolContext,
  kind: SubjectKind,
  text: string,
  field: string = kind,
): Promise<string> {
  return isId(text) ? text.toLowerCase() : (await resolveRef(ctx, kind, text, field)).id;
}

export const isId = (text: string) => z.uuid().safeParse(text).success;

/** The refusal of words or of an id that mean no row. */
export function notFound(kind: SubjectKind, text: string, field: string = kind): ToolError {
  return missing(kind, text, field, []);
}

/** As `resolveRef`, with nothing where no row is meant. */
export async function findRef(
  ctx: ToolContext,
  kind: SubjectKind,
  text: string,
  field: string = kind,
): Promise<{ id: string; label: string } | undefined> {
  return (await match(ctx, kind, text, field)).row;
}

async function match(ctx: ToolContext, kind: SubjectKind, text: string, field: string) {
  const hits = await search(ctx, kind, text);
  const [first, second] = hits;
  const row = first && { id: first.id, label: first.label };
  if (isId(text)) return { row, near: [] };
  const fitting = hits.filter((hit) => hit.score >= possible);
  if (!first || fitting.length === 0) return { row: undefined, near: hits };
  const clear =
    !second ||
    second.score < possible ||
    first.score - second.score >= margin ||
    (first.score >= exact && second.score < exact);
  if (clear) return { row, near: [] };
  const choices = fitting
    .filter((hit) => first.score - hit.score < margin)
    .slice(0, 6)
    .map(toChoice);
  throw new ToolError(
    "invalid_input",
    {
      fr: `« ${text} » peut désigner : ${ctx.sayIn("fr").list(choices.map((choice) => choice.label))}. Lequel ?`,
      en: `“${text}” may mean: ${ctx.sayIn("en").list(choices.map((choice) => choice.label))}. Which one?`,
    },
    { field, choices },
  );
}

/** As `resolveRef`, for each text; the first that fails is told. */
export async function resolveRefs(
  ctx: ToolContext,
  kind: SubjectKind,
  texts: string[],
  field: string = kind,
): Promise<{ id: string; label: string }[]> {
  const found = [];
  for (const text of texts) found.push(await resolveRef(ctx, kind, text, field));
  return [...new Map(found.map((row) => [row.id, row])).values()];
}

const toChoice = ({ id, label }: Hit): Choice => ({ id, label });

function missing(kind: SubjectKind, text: string, field: string, near: Hit[]) {
  const choices = near.slice(0, 4).map(toChoice);
  return new ToolError(
    "not_found",
    {
      fr: `${words[kind].fr} ne correspond à « ${text} ».`,
      en: `${words[kind].en} matches “${text}”.`,
    },
    { field, ...(choices.length > 0 ? { choices } : {}) },
  );
}

async function search(ctx: ToolContext, kind: SubjectKind, text: string): Promise<Hit[]> {
  if (isId(text)) {
    const row = await readSubject(ctx.tx, kind, text);
    return row ? [{ ...row, score: 1 }] : [];
  }
  if ((findableKinds as readonly string[]).includes(kind)) {
    const { rows } = await sql<Hit & { detail: string | null }>`
      select id, label, detail, score from koncert.find(${text}, ${[kind]}::text[], 12)`.execute(
      ctx.tx,
    );
    if (kind !== "performance") return rows;
    return (await standing(ctx, rows)).map((row) => ({ ...row, label: spoken(row.label) }));
  }
  const table = named[kind];
  if (!table) return [];
  const { rows } = await sql<Hit>`
    select id, ${sql.ref(table.label)} as label,
      greatest(extensions.similarity((select koncert.normalize(${sql.ref(table.label)})), (select koncert.normalize(${text}))),
               extensions.word_similarity((select koncert.normalize(${text})), (select koncert.normalize(${sql.ref(table.label)}))) * 0.95) as score
    from ${sql.table(table.name)}
    order by score desc, id limit 12`.execute(ctx.tx);
  return rows;
}

/** A date's label as people write its day: `2027-05-14 · Lyon` → `14/05/2027 · Lyon`. */
function spoken(label: string): string {
  return label.replace(/^(\d{4})-(\d\d)-(\d\d)/, "$3/$2/$1");
}

/** Cancelled dates are meant only when no other fits. */
async function standing(ctx: ToolContext, hits: Hit[]): Promise<Hit[]> {
  if (hits.length < 2) return hits;
  const cancelled = await ctx.tx
    .selectFrom("performances")
    .select("id")
    .where("status", "=", "cancelled")
    .where(
      "id",
      "in",
      hits.map((hit) => hit.id),
    )
    .execute();
  const gone = new Set(cancelled.map((row) => row.id));
  const kept = hits.filter((hit) => !gone.has(hit.id));
  return kept.some((hit) => hit.score >= possible) ? kept : hits;
}
