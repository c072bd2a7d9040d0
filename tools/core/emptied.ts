import { ToolError } from "./errors.ts";

type Columns = Readonly<Record<string, string | readonly string[]>>;
type ColumnOf<Of extends Columns> = Of[keyof Of] extends infer Value
  ? Value extends readonly (infer Column extends string)[]
    ? Column
    : Value
  : never;

/**
 * The columns that a tool empties, as nulls: `clear` of its input read by the columns of each field.
 * A field that is to be emptied and is given a value in the same call is refused.
 */
export function emptied<const Of extends Columns>(
  columns: Of,
  clear: readonly (keyof Of & string)[] | undefined,
  given: Readonly<Record<string, unknown>>,
): { [Column in ColumnOf<Of> & string]?: null } {
  const both = clear?.find((field) => given[field] !== undefined);
  if (both) {
    throw new ToolError(
      "invalid_input",
      {
        fr: `« ${both} » est à la fois à remplir et à vider : choisissez.`,
        en: `“${both}” is to be filled and emptied at once: choose one.`,
      },
      { field: both },
    );
  }
  const names = (clear ?? []).flatMap((field) => columns[field] ?? []);
  return Object.fromEntries(names.map((name) => [name, null])) as {
    [Column in ColumnOf<Of> & string]?: null;
  };
}
