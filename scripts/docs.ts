import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { z } from "zod";
import { semanticOf } from "#tools/core/fields.ts";
import type { Tool } from "#tools/core/tool.ts";
import { registry } from "#tools/registry.ts";
import { refuse, say } from "./words.ts";

/** Writes docs/tools.md from the registry; with --check, only says whether it is current. */
const file = path.resolve(import.meta.dirname, "../docs/tools.md");
const text = page(registry);

if (process.argv.includes("--check")) {
  if (!existsSync(file) || readFileSync(file, "utf8") !== text) {
    refuse(
      "docs/tools.md n’est pas à jour : lancez npm run docs.",
      "docs/tools.md is stale: run npm run docs.",
    );
  }
} else {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  console.log(
    say(`docs/tools.md : ${registry.length} outils`, `docs/tools.md: ${registry.length} tools`),
  );
}

function page(tools: readonly Tool[]): string {
  const domains = Map.groupBy(tools, (tool) => tool.name.split("_")[0] ?? "");
  return [
    "# Tools",
    "",
    "Written from the registry by `npm run docs`; not edited by hand. Every surface (pages, conversation, MCP, terminal) calls these tools through the one door of `tools/core/door.ts`.",
    "",
    "A reference field takes an id or the words that a person uses. Money is in integer cents, shares in basis points, days as `YYYY-MM-DD`, times as `HH:MM` at the venue. A starred field is required.",
    "",
    ...[...domains].map(([domain, own]) => `- [${domain}](#${domain}): ${own.length}`),
    "",
    ...[...domains].flatMap(([domain, own]) => [`## ${domain}`, "", ...own.flatMap(section)]),
  ].join("\n");
}

function section(tool: Tool): string[] {
  const [example] = tool.examples;
  const fields = Object.entries(tool.input.shape) as [string, z.ZodType][];
  return [
    `### ${tool.name}`,
    "",
    `**${tool.title.fr}** · **${tool.title.en}**. ${tool.description}`,
    "",
    [`Effect: ${tool.effect}`, `permission: \`${tool.permission}\``, ...approval(tool)].join("; ") +
      ".",
    "",
    ...(fields.length > 0
      ? ["| Field | Meaning | |", "| --- | --- | --- |", ...fields.map(row), ""]
      : ["No field.", ""]),
    `« ${example?.fr} » · “${example?.en}”`,
    "",
  ];
}

function approval(tool: Tool): string[] {
  return [
    ...(tool.effect === "irreversible" ? ["always asks a person"] : []),
    ...(tool.escalate ? ["asks a person where it can't be taken back"] : []),
    ...(tool.outbound ? ["asks a person once the run has read text from outside"] : []),
  ];
}

function row([name, schema]: [string, z.ZodType]): string {
  const required = schema.safeParse(undefined).success ? "" : "\\*";
  const note = (schema.description ?? inner(schema)?.description ?? "").replaceAll("|", "\\|");
  return `| \`${name}\`${required} | ${meaning(schema)} | ${note} |`;
}

/** The element of a list, which may carry the description that the list does not. */
function inner(schema: z.ZodType): z.ZodType | undefined {
  if ("element" in schema) return schema.element as z.ZodType;
  if ("unwrap" in schema) {
    const within = (schema.unwrap as () => z.ZodType)();
    return within.description ? within : inner(within);
  }
  return undefined;
}

function meaning(schema: z.ZodType): string {
  const field = semanticOf(schema);
  if (!field) return "";
  const { semantic, many } = field;
  const type =
    semantic.type === "ref"
      ? semantic.kind.replaceAll("_", " ")
      : semantic.type === "choice"
        ? `one of ${options(schema).join(", ")}`
        : semantic.type;
  return many ? `list: ${type}` : type;
}

function options(schema: z.ZodType): string[] {
  if ("options" in schema) return schema.options as string[];
  const within = "element" in schema ? (schema.element as z.ZodType) : inner(schema);
  if (within) return options(within);
  return "unwrap" in schema ? options((schema.unwrap as () => z.ZodType)()) : [];
}
