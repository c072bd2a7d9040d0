import { asActor } from "#database/as-actor.ts";
import type { Context } from "../core/context.ts";
import { ToolError } from "../core/errors.ts";
import { pageBreak } from "../documents/store-file.ts";

/** A received document that a message carries. */
export type Attached = {
  id: string;
  title: string;
  mime: string;
  size: number;
  key: string;
  pages: string[];
};

/** The received documents of these ids, in their order. Throws not_found for one that the actor can't see. */
export async function readAttached(context: Context, ids: string[]): Promise<Attached[]> {
  if (ids.length === 0) return [];
  const rows = await asActor(
    context.database,
    context.actor,
    (tx) =>
      tx
        .selectFrom("documents")
        .innerJoin("document_versions as versions", (join) =>
          join
            .onRef("versions.document_id", "=", "documents.id")
            .onRef("versions.version", "=", "documents.current_version"),
        )
        .select(["documents.id", "title", "mime", "size", "file_key", "body_text"])
        .where("documents.id", "in", ids)
        .where("file_key", "is not", null)
        .execute(),
    { permission: "documents:read", reading: true },
  );
  return ids.map((id) => {
    const row = rows.find((one) => one.id === id);
    if (!row?.file_key) {
      throw new ToolError("not_found", {
        fr: "Un fichier joint n’existe plus. Joignez-le à nouveau.",
        en: "An attached file no longer exists. Attach it again.",
      });
    }
    return {
      id,
      title: row.title,
      mime: row.mime ?? "application/octet-stream",
      size: row.size ?? 0,
      key: row.file_key,
      pages: row.body_text ? row.body_text.split(pageBreak) : [],
    };
  });
}
