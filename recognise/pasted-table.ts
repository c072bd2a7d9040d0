import { tokenize } from "./normalize.ts";
import { phrases } from "./phrases.ts";

export type Column =
  | "date"
  | "city"
  | "venue"
  | "country"
  | "capacity"
  | "time"
  | "status"
  | "hold"
  | "note";

const heading = phrases<Column>([
  ["date", ["date", "jour", "day", "dates"]],
  ["city", ["ville", "city", "town", "commune", "lieu de représentation"]],
  ["venue", ["salle", "lieu", "venue", "nom de la salle", "theatre", "théâtre", "club"]],
  ["country", ["pays", "country"]],
  ["capacity", ["jauge", "capacité", "capacity", "cap", "capa"]],
  ["time", ["heure", "horaire", "time", "show", "heure de passage", "set"]],
  ["status", ["statut", "status", "état"]],
  ["hold", ["option", "hold", "rang", "rank"]],
  ["note", ["note", "remarque", "commentaire", "notes", "comment"]],
]);

const DELIMITERS = ["\t", ";", "|", ","];

/** Cells of a line; a delimiter inside double quotes does not count, doubled quotes stand for one. */
export function splitCells(line: string, delimiter: string): string[] {
  const cells: string[] = [];
  let cell = "";
  let quoted = false;
  for (let at = 0; at < line.length; at++) {
    const character = line[at]!;
    if (character === '"' && (quoted || cell.trim() === "")) {
      if (quoted && line[at + 1] === '"') cell += line[at++];
      else quoted = !quoted;
    } else if (character === delimiter && !quoted) {
      cells.push(cell.trim());
      cell = "";
    } else cell += character;
  }
  cells.push(cell.trim());
  return cells;
}

function columnOf(cell: string): Column | undefined {
  const tokens = tokenize(cell);
  const found = heading(tokens, 0);
  return found && found.next === tokens.length ? found.value : undefined;
}

/** A table when one of its first lines names a date column and one other, with any usual delimiter. */
export function readTable(
  lines: string[],
): { header: number; cells(line: string): Partial<Record<Column, string>> } | undefined {
  const firsts = lines
    .map((line, index) => ({ line, index }))
    .filter(({ line }) => line.trim())
    .slice(0, 3);
  for (const { line, index } of firsts)
    for (const delimiter of DELIMITERS) {
      const bare = delimiter === "|" ? line.replace(/^\s*\||\|\s*$/g, "") : line;
      const columns = splitCells(bare, delimiter).map(columnOf);
      if (!columns.includes("date") || columns.filter((column) => column !== undefined).length < 2)
        continue;
      return {
        header:
          /^[\s|:+-]+$/.test(lines[index + 1] ?? "") &&
          delimiter === "|" &&
          lines[index + 1]?.trim()
            ? index + 1
            : index,
        cells: (row) => {
          const values = splitCells(
            delimiter === "|" ? row.replace(/^\s*\||\|\s*$/g, "") : row,
            delimiter,
          );
          const found: Partial<Record<Column, string>> = {};
          columns.forEach((column, at) => {
            if (column && values[at]) found[column] ??= values[at];
          });
          return found;
        },
      };
    }
  return undefined;
}
