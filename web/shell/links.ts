import type { SubjectKind } from "#tools/core/tool.ts";

const folders: Partial<Record<SubjectKind, string>> = {
  artist: "artists",
  production: "productions",
  tour: "tours",
  venue: "venues",
  performance: "performances",
  contact: "contacts",
  document: "documents",
  order: "orders",
};

/** The page of a row, null for what has none. */
export function pageOf(kind: string, id: string): string | null {
  const folder = folders[kind as SubjectKind];
  if (folder) return `/${folder}/${id}`;
  return kind === "approval" ? `/approvals?open=${id}` : null;
}
