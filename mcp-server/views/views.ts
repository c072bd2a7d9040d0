import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { RESOURCE_MIME_TYPE } from "@modelcontextprotocol/ext-apps/server";
import type { ReadResourceResult } from "@modelcontextprotocol/server";
import type { Tool } from "#tools/core/tool.ts";
import { mayWait } from "../may-wait.ts";

export type View = {
  name: string;
  uri: string;
  title: string;
  read(): Promise<ReadResourceResult>;
};

const text = (file: string) => readFile(path.join(process.cwd(), "mcp-server/views", file), "utf8");
const coasts = () =>
  createRequire(path.join(process.cwd(), "package.json")).resolve("world-atlas/land-110m.json");

/** Pages that a client shows beside a result. Each stands alone: no network, no script of others. */
export const views: View[] = (
  [
    ["tour", "Tournée sur la carte / Tour on a map"],
    ["sales", "Ventes / Sales"],
    ["approval", "Approbation / Approval"],
    ["day-sheet", "Feuille de route / Day sheet"],
  ] as const
).map(([name, title]) => {
  const uri = `ui://koncert/${name}.html`;
  return {
    name: `view-${name}`,
    uri,
    title,
    async read() {
      const contents = { uri, mimeType: RESOURCE_MIME_TYPE, text: await page(name) };
      return { contents: [{ ...contents, _meta: { ui: { prefersBorder: true } } }] };
    },
  };
});

const shownBy: Record<string, string> = {
  tours_get_tour: "tour",
  tours_list_performances: "tour",
  ticketing_get_sales: "sales",
  tours_get_day_sheet: "day-sheet",
};

/** The page that shows this tool's results, if it has one. */
export function viewOf(tool: Tool): View | undefined {
  const name = shownBy[tool.name] ?? (mayWait(tool) ? "approval" : undefined);
  return name === undefined ? undefined : views.find((view) => view.name === `view-${name}`);
}

async function page(name: string): Promise<string> {
  const [style, host, draw, land] = await Promise.all([
    text("view.css"),
    text("host.js"),
    text(`${name}.js`),
    name === "tour" ? readFile(coasts(), "utf8") : "null",
  ]);
  // The data of the map stands in a script too: nothing in it may end that script.
  const data = land.replaceAll("<", "\\u003c");
  return `<!doctype html><html lang="fr"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>KONCERT</title><style>${style}</style><main id="view" aria-live="polite"></main><script>const coasts = ${data};\n${draw}\n${host}</script></html>`;
}
