import { ToolError } from "../core/errors.ts";
import type { Text } from "../core/text.ts";

type Row = { id: string; label: string };

/**
 * The only row that was meant. `none` is said where there is none; several are given as choices
 * for `field`.
 */
export function pickOne<Found extends Row>(rows: Found[], field: string, none: Text): Found {
  const [only, other] = rows;
  if (!only) throw new ToolError("not_found", none, { field });
  if (!other) return only;
  throw new ToolError(
    "invalid_input",
    {
      fr: `Plusieurs correspondent : ${rows.map((row) => row.label).join(", ")}. Lequel ?`,
      en: `Several fit: ${rows.map((row) => row.label).join(", ")}. Which one?`,
    },
    { field, choices: rows.slice(0, 6).map(({ id, label }) => ({ id, label })) },
  );
}
