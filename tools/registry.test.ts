import { existsSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { semanticOf } from "./core/fields.ts";
import { listing } from "./core/listing.ts";
import type { Tool } from "./core/tool.ts";
import { findTool, registry } from "./registry.ts";

const tools: readonly Tool[] = registry;
const names = tools.map((tool) => tool.name);

/** `tours_create_tour` is `tours/create-tour.ts`; where the domain is the verb, both stand in the file's name. */
function filesOf(name: string): string[] {
  const [domain = "", ...rest] = name.split("_");
  return [rest, [domain, ...rest]].map((words) => `${domain}/${words.join("-")}.ts`);
}

/** One line a field, so that a change of a public input or output reads as one in a diff. */
function lines(schema: z.ZodType, io: "input" | "output"): string[] {
  const { $schema: _, properties, ...rest } = z.toJSONSchema(schema, { io });
  return [
    `  ${io} ${written(rest)}`,
    ...Object.entries(properties ?? {}).map(([key, value]) => `    ${key} ${written(value)}`),
  ];
}

/** JSON without what the schema library adds of its own: patterns of formats, bounds of a double. */
function written(schema: unknown): string {
  return JSON.stringify(schema, (_key, value: unknown) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    const own = Object.entries(value).filter(
      ([key, inner]) =>
        !(key === "pattern" && "format" in value) &&
        !(/^(minimum|maximum)$/.test(key) && Math.abs(Number(inner)) === Number.MAX_SAFE_INTEGER),
    );
    return Object.fromEntries(own);
  });
}

describe("the registry", () => {
  it("has each name once, and finds each tool by it", () => {
    expect(new Set(names).size).toBe(names.length);
    for (const tool of tools) expect(findTool(tool.name)).toBe(tool);
  });

  it("keeps the schema of every tool, which other programs rely on", async () => {
    const text = tools
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
      .map((tool) => [tool.name, ...lines(tool.input, "input"), ...lines(tool.output, "output")])
      .map((block) => `${block.join("\n")}\n`)
      .join("\n");
    await expect(text).toMatchFileSnapshot("./schemas.snap");
  });
});

/**
 * How a list is asked for its rows, the row that a page is about, what controls of a page fill (the
 * filters of lists, the columns of an import, the rows ticked for an export), and what a provider or a device said.
 */
const filledByPages = new Set([
  ...Object.keys(listing(["any"])),
  "approval",
  "subject",
  "before",
  "when",
  "transport",
  "team_member",
  "company",
  "consent",
  "country",
  "columns",
  "headed",
  "contacts",
  "full",
  "fact",
  "scans",
  "report",
  "message",
  "run",
  "after",
]);

describe.each(tools.map((tool) => [tool.name, tool] as const))("%s", (name, tool) => {
  const fields = Object.entries(tool.input.shape) as [string, z.ZodType][];

  it("lives in the file that its name says", async () => {
    expect(name).toMatch(/^[a-z]+(_[a-z]+)+$/);
    const file = filesOf(name).find((at) => existsSync(path.join(import.meta.dirname, at)));
    expect(file, `one of ${filesOf(name).join(", ")}`).toBeDefined();
    const module = (await import(path.join(import.meta.dirname, file ?? ""))) as object;
    expect(Object.values(module)).toContain(tool);
  });

  it("has a title in both languages, a short description and a permission", () => {
    expect(tool.title.fr).toMatch(/\S/);
    expect(tool.title.en).toMatch(/\S/);
    const words = tool.description.split(/\s+/).length;
    expect(words).toBeGreaterThan(2);
    expect(words, tool.description).toBeLessThanOrEqual(30);
    expect(tool.permission).toMatch(/^[a-z]+:[a-z]+$/);
  });

  it("has six examples in both languages or more, which its input accepts", () => {
    expect(tool.examples.length).toBeGreaterThanOrEqual(6);
    for (const example of tool.examples) {
      expect(example.fr.trim()).not.toBe("");
      expect(example.en.trim()).not.toBe("");
      const parsed = tool.input.strict().safeParse(example.input);
      expect(parsed.error?.issues, example.fr).toBeUndefined();
    }
    for (const language of ["fr", "en"] as const) {
      const said = tool.examples.map((example) => example[language].toLowerCase());
      expect(new Set(said).size, `${language} examples`).toBe(said.length);
    }
  });

  it("shows what will happen before what a person must accept", () => {
    if (tool.effect === "irreversible" || tool.escalate) expect(tool.preview).toBeDefined();
    if (tool.effect === "read") {
      expect(tool.escalate).toBeUndefined();
      expect(tool.outbound).toBeUndefined();
    }
  });

  it("takes an object without unions at its root, and never the organization", () => {
    const schema = z.toJSONSchema(tool.input, { io: "input" });
    expect(schema.type).toBe("object");
    for (const union of ["anyOf", "oneOf", "allOf"]) expect(schema).not.toHaveProperty(union);
    for (const [field] of fields) {
      expect(field).toMatch(/^[a-z][a-z_]*$/);
      expect(field).not.toMatch(/^organi[sz]ation(_?id)?$|^tenant/);
    }
  });

  it("says of each field what a person would say there, those aside that only a page fills", () => {
    const silent = fields.filter(([, schema]) => !semanticOf(schema)).map(([field]) => field);
    expect(silent.filter((field) => !filledByPages.has(field))).toEqual([]);
  });
});
