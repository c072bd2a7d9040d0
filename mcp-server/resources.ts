import {
  ResourceNotFoundError,
  type ReadResourceResult,
  type Resource,
} from "@modelcontextprotocol/server";
import { compactResult } from "#agent/compact-result.ts";
import type { Context } from "#tools/core/context.ts";
import type { Outcome } from "#tools/core/outcome.ts";
import type { Completion, Served } from "./served.ts";
import { views } from "./views/views.ts";

/** One call of a reading tool; undefined where the client was not given the right to it. */
export type Read = (name: string, input: unknown) => Promise<[Outcome, Context] | undefined>;

type Kind = {
  template: string;
  name: string;
  title: string;
  description: string;
  /** The tool that reads one, and what it takes. */
  tool: string;
  input: (ref: string) => Record<string, unknown>;
  /** What a reference may be completed to. */
  of: "tour" | "performance" | "document";
};

const kinds: Kind[] = [
  {
    template: "koncert://tours/{tour}",
    name: "tour",
    title: "Tournée / Tour",
    description: "A tour with its dates, legs and sales. {tour} is an id or a name.",
    tool: "tours_get_tour",
    input: (tour) => ({ tour }),
    of: "tour",
  },
  {
    template: "koncert://performances/{performance}/day-sheet",
    name: "day-sheet",
    title: "Feuille de route / Day sheet",
    description:
      "The day of one date: schedule, people, travel, hotel. {performance} is an id or a name.",
    tool: "tours_get_day_sheet",
    input: (performance) => ({ performance }),
    of: "performance",
  },
  {
    template: "koncert://performances/{performance}",
    name: "performance",
    title: "Date / Performance",
    description:
      "One date: schedule, team, deal, tickets, what is missing. {performance} is an id or a name.",
    tool: "tours_get_performance",
    input: (performance) => ({ performance }),
    of: "performance",
  },
  {
    template: "koncert://documents/{document}",
    name: "document",
    title: "Document",
    description:
      "The text of a contract, a quote, an invoice, a rider. {document} is an id or a title.",
    tool: "documents_get_document",
    input: (document) => ({ document }),
    of: "document",
  },
];

const mimeType = "text/markdown";
const uriOf = ({ template }: Kind, id: string) =>
  template.replace(/\{\w+\}/, encodeURIComponent(id));
const kindOf = (name: string) => kinds.find((kind) => kind.name === name)!;

/** Rows that a client can name and read: each is one call of a tool, as whoever asks. */
export function createResources(run: Read): Pick<Served, "resources" | "templates" | "read"> & {
  complete(asked: Completion): Promise<string[]> | undefined;
} {
  const list = async (tool: string, input: object, key: string) => {
    const [outcome] = (await run(tool, input)) ?? [];
    if (!outcome?.ok) return [];
    return (
      outcome.value as Record<string, { id: string; name?: string; title?: string; day?: string }[]>
    )[key]!;
  };
  return {
    async resources() {
      const tours = await list("tours_list_tours", { limit: 100 }, "tours");
      const dates = await list("tours_list_performances", {}, "dates");
      const documents = await list("documents_list_documents", { limit: 100 }, "documents");
      const one = (kind: string, id: string, title: string): Resource => ({
        uri: uriOf(kindOf(kind), id),
        name: `${kind}-${id}`,
        title,
        mimeType,
      });
      return [
        ...tours.map(({ id, name }) => one("tour", id, name ?? id)),
        ...dates.flatMap(({ id, title, day }) => [
          one("performance", id, `${day} · ${title}`),
          one("day-sheet", id, `${kindOf("day-sheet").title} · ${day} · ${title}`),
        ]),
        ...documents.map(({ id, title }) => one("document", id, title ?? id)),
        ...views.map(({ uri, name, title }) => ({ uri, name, title, mimeType: viewType })),
      ];
    },
    templates: () =>
      kinds.map(({ template, name, title, description }) => ({
        uriTemplate: template,
        name,
        title,
        description,
        mimeType,
      })),
    read(uri) {
      const view = views.find((one) => one.uri === uri);
      if (view) return view.read();
      for (const kind of kinds) {
        const ref = refIn(kind, uri);
        if (ref) return readRow(run, kind, ref, uri);
      }
      return undefined;
    },
    complete({ of, argument, value }) {
      const kind = kinds.find(({ template }) => template === of);
      if (!kind || !kind.template.includes(`{${argument}}`)) return undefined;
      return completeRef(run, kind.of, value);
    },
  };
}

export const viewType = "text/html;profile=mcp-app";

function refIn({ template }: Kind, uri: string): string | undefined {
  const [before = "", after = ""] = template.split(/\{\w+\}/);
  if (!uri.startsWith(before) || !uri.endsWith(after)) return undefined;
  const ref = uri.slice(before.length, uri.length - after.length);
  if (ref === "" || ref.includes("/") || !URL.canParse(`x://${ref}`)) return undefined;
  return decodeURIComponent(ref);
}

async function readRow(
  run: Read,
  kind: Kind,
  ref: string,
  uri: string,
): Promise<ReadResourceResult> {
  const answer = await run(kind.tool, kind.input(ref));
  if (!answer) throw new ResourceNotFoundError(uri);
  const [outcome, { locale }] = answer;
  const text = compactResult(outcome, locale);
  if (!outcome.ok && "error" in outcome && outcome.error.code === "internal") throw new Error(text);
  // A row of another organization and one that does not exist are the same to whoever asks.
  if (!outcome.ok) throw new ResourceNotFoundError(uri, text);
  return { contents: [{ uri, mimeType, text }] };
}

/** The names that begin like what was typed, or hold it. */
export async function completeRef(
  run: Read,
  kind: "tour" | "performance" | "document" | "artist",
  value: string,
): Promise<string[]> {
  if (value.trim() === "") return [];
  const [outcome] = (await run("find_anything", { text: value, kind })) ?? [];
  if (!outcome?.ok) return [];
  const { hits } = outcome.value as { hits: { label: string }[] };
  return [...new Set(hits.map(({ label }) => label))];
}
