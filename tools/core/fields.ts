import { z } from "zod";
import type { SubjectKind } from "./tool.ts";

/**
 * Field types of tool inputs. Each carries a `semantic` name: what a person would say there.
 * The built-in interpreter fills fields by it, forms choose their control by it, and the model
 * reads the description.
 */
export type Semantic =
  | { type: "ref"; kind: SubjectKind }
  | { type: "day" | "time" | "money" | "count" | "percent" | "email" | "phone" | "url" }
  | { type: "area" | "money_change" | "count_change" }
  | { type: "place" | "name" | "words" | "pasted" | "shift" | "flag" | "currency" | "basket" }
  | { type: "file" | "found" }
  | { type: "choice"; of: string }
  | { type: "clear" };

const semantics = z.registry<Semantic>();

function as<T extends z.ZodType>(schema: T, semantic: Semantic): T {
  semantics.add(schema, semantic);
  return schema;
}

/** The semantic type of a field, through optional, default, nullable and array wrappers. */
export function semanticOf(schema: z.ZodType): { semantic: Semantic; many: boolean } | undefined {
  const own = semantics.get(schema);
  if (own) return { semantic: own, many: false };
  if (schema instanceof z.ZodArray) {
    const inner = semanticOf(schema.element as z.ZodType);
    return inner && { ...inner, many: true };
  }
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault
  ) {
    return semanticOf(schema.unwrap() as z.ZodType);
  }
  return undefined;
}

/** A row, by id or by the words a person uses for it: « Lyon », « l'Olympia », « Lea Martin ». */
export const ref = (kind: SubjectKind) =>
  as(z.string().trim().min(1).max(200).describe(`${kind}: id or name`), { type: "ref", kind });

/** A civil day that exists, `YYYY-MM-DD`. */
export const day = () => as(z.iso.date().describe("YYYY-MM-DD"), { type: "day" });

/** A time of day at the venue, `HH:MM`; hours up to 29:59 mean past midnight. */
export const time = () =>
  as(
    z
      .string()
      .regex(/^([01]?\d|2\d):[0-5]\d$/)
      .describe("HH:MM, venue time; 25:00 is 1 am the next day"),
    { type: "time" },
  );

const mostCents = 10_000_000_000;

/** An amount in integer cents, never negative, at most 100 million. */
export const cents = (max = mostCents) =>
  as(z.int().min(0).max(max).describe("integer cents"), { type: "money" });

/** By how much an amount goes up, or down when negative, in integer cents. */
export const centsChange = () =>
  as(z.int().min(-mostCents).max(mostCents).describe("integer cents; negative lowers"), {
    type: "money_change",
  });

/** By how much a number goes up, or down when negative. */
export const countChange = (most = 500_000) =>
  as(z.int().min(-most).max(most).describe("added; negative takes away"), {
    type: "count_change",
  });

export const currency = () =>
  as(
    z
      .string()
      .regex(/^[A-Z]{3}$/)
      .describe("ISO 4217"),
    { type: "currency" },
  );

export const count = (min = 0, max = 1_000_000) => as(z.int().min(min).max(max), { type: "count" });

/** A share in basis points: 550 is 5.5 %. */
export const basisPoints = () =>
  as(z.int().min(0).max(10_000).describe("basis points, 550 = 5.5 %"), { type: "percent" });

export const email = () => as(z.email().max(254).toLowerCase(), { type: "email" });
export const phone = () => as(z.string().trim().min(4).max(30), { type: "phone" });
/** An address of the web: nothing that runs when it is followed. */
export const url = () => as(z.url({ protocol: /^https?$/ }).max(500), { type: "url" });

/** A town, resolved offline: « Bar le Duc », « Lyon 3e », « Genève ». */
export const place = () =>
  as(z.string().trim().min(1).max(120).describe("town, with country if abroad"), { type: "place" });

/** A French region or département, or a country. */
export const area = () =>
  as(z.string().trim().min(1).max(80).describe("region, département or country"), {
    type: "area",
  });

/** The name of something to create. */
export const name = () => as(z.string().trim().min(1).max(200), { type: "name" });

/** Free words, kept as typed. */
export const words = (max = 5_000) => as(z.string().trim().min(1).max(max), { type: "words" });

/** A pasted list or table, read line by line. */
export const pasted = (max = 400_000) => as(z.string().min(1).max(max), { type: "pasted" });

/** A number of years, months or days to move by, as the field's name says; negative is earlier. */
export const shift = () =>
  as(z.int().min(-3_660).max(3_660).describe("negative is earlier"), { type: "shift" });

/** So many tickets of one type, chosen on a page. */
export const basketLine = () =>
  as(z.object({ ticket_type: z.uuid(), quantity: z.int().min(1).max(1_000) }), { type: "basket" });

/** What a file holds, in base64. */
export const fileContent = (mostBytes: number) =>
  as(
    z
      .string()
      .min(1)
      .max(Math.ceil(mostBytes / 3) * 4)
      .describe("base64"),
    { type: "file" },
  );

/** A row as it was read in a document, with the page and the line that says so. */
export const found = <const Shape extends z.ZodRawShape>(shape: Shape) =>
  as(
    z.strictObject({
      ...shape,
      page: z.int().min(1).max(10_000),
      quote: z.string().min(1).max(300).describe("the words of that page"),
      check: z.boolean().optional().describe("true when unsure"),
    }),
    { type: "found" },
  );

export const flag = () => as(z.boolean(), { type: "flag" });

/** A closed list; `of` names the vocabulary in which the interpreter finds its words. */
export const choice = <const Values extends readonly [string, ...string[]]>(
  of: string,
  values: Values,
) => as(z.enum(values), { type: "choice", of });

/** Which fields of the same input a person wants empty, by their names; `emptied` says what that does. */
export const clearing = <Field extends string>(fields: Readonly<Record<Field, unknown>>) => {
  const names = Object.keys(fields) as [Field, ...Field[]];
  return as(z.array(z.enum(names)).min(1).max(names.length).describe("fields to empty"), {
    type: "clear",
  });
};
