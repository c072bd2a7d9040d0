import { spawn } from "node:child_process";
import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");

type Check = { name: string; run: () => Promise<string[]> };

const checks: Check[] = [
  { name: "format", run: () => command("oxfmt", "--check", ".") },
  { name: "lint and directions of import", run: () => command("oxlint", ".", "--quiet") },
  { name: "types", run: () => command("tsc", "--noEmit", "-p", ".") },
  { name: "tool reference", run: () => script("scripts/docs.ts", "--check") },
  { name: "messages in fr and en", run: async () => messageParity() },
  { name: "paths named in the papers", run: async () => missingPaths() },
];

const results = await Promise.all(
  checks.map(async (check) => ({ name: check.name, problems: await check.run() })),
);
for (const { name, problems } of results) {
  console.log(`${problems.length === 0 ? "ok  " : "FAIL"} ${name}`);
  for (const problem of problems.slice(0, 40)) console.log(`     ${problem}`);
}
process.exitCode = results.some(({ problems }) => problems.length > 0) ? 1 : 0;

function command(name: string, ...args: string[]) {
  return script(path.join("node_modules/.bin", name), ...args);
}

/** Lines that a failing program printed; none when it ended well. */
function script(file: string, ...args: string[]): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(root, file), ...args], { cwd: root });
    let printed = "";
    child.stdout.on("data", (chunk: Buffer) => (printed += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (printed += chunk.toString()));
    child.on("error", reject);
    child.on("close", (code) => resolve(code === 0 ? [] : printed.trim().split("\n")));
  });
}

function messageParity(): string[] {
  const keys = (value: unknown, prefix = ""): string[] =>
    value !== null && typeof value === "object"
      ? Object.entries(value).flatMap(([key, inner]) => keys(inner, `${prefix}${key}.`))
      : [prefix.slice(0, -1)];
  const folder = (locale: string) => path.join(root, "web/messages", locale);
  const read = (locale: string) =>
    new Set(
      globSync("*.json", { cwd: folder(locale) }).flatMap((file) =>
        keys(JSON.parse(readFileSync(path.join(folder(locale), file), "utf8")), `${file}:`),
      ),
    );
  const [fr, en] = [read("fr"), read("en")];
  return [
    ...[...fr].filter((key) => !en.has(key)).map((key) => `en lacks ${key}`),
    ...[...en].filter((key) => !fr.has(key)).map((key) => `fr lacks ${key}`),
  ];
}

/** Every `path/like.this` in backquotes in a paper must exist, so that papers do not rot. */
function missingPaths(): string[] {
  const papers = globSync("*.md", { cwd: root });
  return papers.flatMap((paper) => {
    const text = readFileSync(path.join(root, paper), "utf8");
    const named = [...text.matchAll(/`([\w.@-]+(?:\/[\w.*[\]()@-]+)+\/?)`/g)].map(
      ([, name]) => name,
    );
    return named
      .filter((name): name is string => name !== undefined && !/[*<>]/.test(name))
      .filter((name) =>
        /^(supabase|database|integrations|recognise|accounts|tools|agent|web|mcp-server|evals|bench|scripts|docs|\.ci)\//.test(
          name,
        ),
      )
      .filter((name) => !existsSync(path.join(root, name)))
      .map((name) => `${paper} names ${name}, which does not exist`);
  });
}
