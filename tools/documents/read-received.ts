import { sql } from "kysely";
import {
  readDocument as readPaper,
  type ReadDocument,
} from "#recognise/documents/read-document.ts";
import { ToolError } from "../core/errors.ts";
import type { ToolContext } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { todayOf } from "../tours/times.ts";
import { pageBreak } from "./store-file.ts";

export type ReceivedDocument = {
  id: string;
  title: string;
  key: string;
  mime: string;
  language: "fr" | "en";
  pages: string[];
};

/** A document that came as a file, with its text by page. Throws not_found, conflict for one written here. */
export async function findReceived(ctx: ToolContext, text: string): Promise<ReceivedDocument> {
  const { id, label } = await resolveRef(ctx, "document", text);
  const row = await ctx.tx
    .selectFrom("document_versions")
    .innerJoin("documents", "documents.id", "document_versions.document_id")
    .select(["documents.title", "documents.language", "file_key", "mime", "body_text"])
    .where("documents.id", "=", id)
    .orderBy("version", "desc")
    .executeTakeFirst();
  if (!row?.file_key || !row.mime) {
    throw new ToolError(
      "conflict",
      {
        fr: `${label} a été rédigé ici : il n’y a pas de fichier à lire.`,
        en: `${label} was written here: there is no file to read.`,
      },
      { field: "document" },
    );
  }
  return {
    id,
    title: row.title,
    key: row.file_key,
    mime: row.mime,
    language: row.language === "en" ? "en" : "fr",
    pages: row.body_text ? row.body_text.split(pageBreak) : [],
  };
}

const longestForNames = 20_000;

/** What the built-in readers find in a received document, rows of ours recognised by their names. */
export async function readProposals(
  ctx: ToolContext,
  document: ReceivedDocument,
): Promise<ReadDocument> {
  const text = document.pages.join("\n").slice(0, longestForNames);
  const [{ rows: known }, own, today] = await Promise.all([
    sql<{ kind: string; label: string; matched: string | null }>`
      select kind, label, matched from koncert.names_in(${text || " "}, 40)`.execute(ctx.tx),
    ctx.tx.selectFrom("organizations").select("name").executeTakeFirstOrThrow(),
    todayOf(ctx),
  ]);
  return readPaper(document.pages, {
    today,
    locale: document.language,
    places: ctx.integrations.places,
    own: own.name,
    known: known.flatMap(({ kind, label, matched }) =>
      kind === "artist" || kind === "venue" ? [{ kind, label, text: matched ?? label }] : [],
    ),
  });
}
