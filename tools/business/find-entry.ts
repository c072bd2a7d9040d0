import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import type { ToolContext } from "../core/tool.ts";

const tables = [
  ["expenses", "expense"],
  ["incomes", "income"],
] as const;

export type FoundEntry = Awaited<ReturnType<typeof findEntries>>[number];

/** The recorded expenses and incomes that an id or words of a label mean, newest first. */
export async function findEntries(
  ctx: ToolContext,
  entry: string,
  fits: { performance?: string | undefined; amount?: number | undefined } = {},
) {
  const found = [];
  for (const [table, kind] of tables) {
    let query = ctx.tx
      .selectFrom(table)
      .select(["id", "label", "amount_cents", "currency", "performance_id"])
      .orderBy("incurred_on", "desc")
      .limit(6);
    query = z.uuid().safeParse(entry).success
      ? query.where("id", "=", entry)
      : query.where("label", "ilike", `%${entry.replace(/[\\%_]/g, "\\$&")}%`);
    if (fits.performance) query = query.where("performance_id", "=", fits.performance);
    if (fits.amount !== undefined) query = query.where("amount_cents", "=", fits.amount);
    for (const row of await query.execute()) found.push({ ...row, kind, table });
  }
  return found;
}

/** The only one of those found; several are given as choices. */
export function oneEntry(ctx: ToolContext, entry: string, found: FoundEntry[]): FoundEntry {
  const [only, other] = found;
  if (only && !other) return only;
  throw new ToolError(
    only ? "invalid_input" : "not_found",
    {
      fr: only
        ? `Plusieurs écritures correspondent à « ${entry} ». Laquelle ?`
        : `Aucune écriture ne correspond à « ${entry} ».`,
      en: only ? `Several entries match “${entry}”. Which one?` : `No entry matches “${entry}”.`,
    },
    {
      field: "entry",
      choices: found.map((row) => ({
        id: row.id,
        label: `${row.label} · ${ctx.say.money(row.amount_cents, row.currency)}`,
      })),
    },
  );
}
