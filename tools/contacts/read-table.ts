import { checkLength, mostCsvLines, plainHeading, readCsv } from "../core/read-csv.ts";
import { isPhone } from "./rules.ts";

export const columns = [
  "name",
  "first_name",
  "last_name",
  "company",
  "job_title",
  "email",
  "phone",
  "address",
  "postal_code",
  "city",
  "country",
  "tags",
  "notes",
  "consent",
] as const;
export type Column = (typeof columns)[number];

/** Headings as ticketing, mailing and office software write them, without accents or signs. */
const headings: Record<Column, string[]> = {
  name: [
    "nom complet",
    "nom prenom",
    "nom et prenom",
    "prenom nom",
    "prenom et nom",
    "contact",
    "full name",
    "display name",
    "name",
  ],
  first_name: ["prenom", "first name", "firstname", "given name"],
  last_name: ["nom", "nom de famille", "last name", "lastname", "surname", "family name"],
  company: [
    "societe",
    "structure",
    "entreprise",
    "organisation",
    "organization",
    "organisme",
    "company",
    "raison sociale",
    "lieu",
  ],
  job_title: [
    "fonction",
    "poste",
    "metier",
    "titre",
    "role",
    "job",
    "job title",
    "title",
    "position",
  ],
  email: [
    "email",
    "e mail",
    "mail",
    "courriel",
    "adresse mail",
    "adresse email",
    "adresse e mail",
    "email address",
    "email 1",
    "e mail 1 value",
  ],
  phone: [
    "telephone",
    "tel",
    "portable",
    "mobile",
    "gsm",
    "phone",
    "phone number",
    "numero",
    "numero de telephone",
    "telephone portable",
    "tel portable",
    "cell",
  ],
  address: ["adresse", "adresse postale", "rue", "address", "street", "address 1"],
  postal_code: ["code postal", "cp", "postal code", "postcode", "zip", "zip code"],
  city: ["ville", "commune", "localite", "city", "town"],
  country: ["pays", "country", "code pays", "country code"],
  tags: [
    "tags",
    "tag",
    "etiquettes",
    "etiquette",
    "labels",
    "groupes",
    "groupe",
    "liste",
    "categorie",
    "category",
  ],
  notes: [
    "notes",
    "note",
    "commentaire",
    "commentaires",
    "remarque",
    "remarques",
    "comment",
    "comments",
  ],
  consent: [
    "consentement",
    "consentement email",
    "optin",
    "opt in",
    "opt in email",
    "newsletter",
    "accepte newsletter",
    "consent",
    "email consent",
    "marketing consent",
    "abonne",
    "subscribed",
  ],
};
const known = new Map(columns.flatMap((column) => headings[column].map((text) => [text, column])));

export type Line = { line: number; cells: Partial<Record<Column, string>> };
export type Table = {
  lines: Line[];
  mapping: { heading: string; column: Column }[];
  headed: boolean;
  /** Every column as it stands in the text, with what its cells look like. */
  columns: { heading: string; column: Column | null; samples: string[] }[];
};

const sampled = 3;

/** What a person said of the table: what each column holds, and whether its first line names them. */
export type Chosen = {
  columns?: (Column | null)[] | undefined;
  headed?: boolean | undefined;
};

/**
 * Reads a pasted table: comma, semicolon, tab or bar between cells; columns from French or English
 * headings, or from what the cells look like, unless a person chose them (null leaves one out).
 * Line numbers are those of the text, from 1.
 */
export function readTable(text: string, chosen: Chosen = {}): Table {
  const rows = readCsv(text);
  const [first] = rows;
  const named = fromHeadings(first.cells);
  const headed = chosen.headed ?? named !== undefined;
  const body = headed ? rows.slice(1) : rows;
  checkLength(body, mostCsvLines);
  const head = body.slice(0, 200).map(({ cells }) => cells);
  const guessed = (headed && named) || fromCells(head);
  const mapped = chosen.columns ? chosen.columns.map((column) => column ?? undefined) : guessed;
  const width = Math.max(first.cells.length, ...head.map((record) => record.length));
  const headingOf = (at: number) => (headed ? (first.cells[at] ?? "") : `${at + 1}`);
  return {
    headed,
    columns: Array.from({ length: width }, (_, at) => ({
      heading: headingOf(at),
      column: mapped[at] ?? null,
      samples: body
        .map(({ cells }) => cells[at]?.trim() ?? "")
        .filter(Boolean)
        .slice(0, sampled),
    })),
    lines: body.map(({ cells, line }) => ({ line, cells: pick(cells, mapped) })),
    mapping: mapped.flatMap((column, at) => (column ? [{ heading: headingOf(at), column }] : [])),
  };
}

function pick(record: string[], mapped: (Column | undefined)[]): Line["cells"] {
  const cells: Line["cells"] = {};
  mapped.forEach((column, at) => {
    const cell = record[at]?.trim();
    if (column && cell && !cells[column]) cells[column] = cell;
  });
  return cells;
}

/** The columns by their headings; undefined where no cell is a heading we know. */
function fromHeadings(record: string[]): (Column | undefined)[] | undefined {
  const found = record.map((cell) => known.get(plainHeading(cell)));
  if (!found.some(Boolean) || record.some((cell) => cell.includes("@"))) return undefined;
  // « Nom » beside « Prénom » is a family name; alone it is the whole name.
  const alone =
    found.includes("last_name") && !found.includes("first_name") && !found.includes("name");
  return alone ? found.map((column) => (column === "last_name" ? "name" : column)) : found;
}

/** Without headings: e-mails and phones by their look, then the name, the company and the town in order. */
function fromCells(records: string[][]): (Column | undefined)[] {
  const width = Math.max(0, ...records.map((record) => record.length));
  const share = (at: number, test: (cell: string) => boolean) => {
    const filled = records.map((record) => record[at] ?? "").filter(Boolean);
    return filled.length > 0 && filled.filter(test).length / filled.length >= 0.5;
  };
  const rest: Column[] = ["name", "company", "city"];
  return Array.from({ length: width }, (_, at) => {
    if (share(at, (cell) => cell.includes("@"))) return "email";
    if (share(at, (cell) => /^\d{5}$/.test(cell))) return "postal_code";
    if (share(at, isPhone)) return "phone";
    return rest.shift();
  });
}
