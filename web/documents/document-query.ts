import type { ToolInput } from "#tools/call-tool.ts";
import { documentKinds, documentStatuses } from "#tools/documents/kinds.ts";
import { listInput, type ListQuery, readListQuery } from "../lists/list-query.ts";

const sorts = ["title", "kind", "status", "performance", "total", "issued_on"] as const;
export type DocumentQuery = ListQuery<(typeof sorts)[number]>;

export const readDocumentQuery = (
  parameters: Record<string, string | string[] | undefined>,
): DocumentQuery =>
  readListQuery(parameters, {
    sorts,
    filters: { kind: documentKinds, status: documentStatuses, artist: "any", tour: "any" },
  });

/** The same as the list tool takes it. */
export function documentInput(query: DocumentQuery): ToolInput<"documents_list_documents"> {
  const { kind, status, artist, tour } = query.filters;
  return {
    ...listInput(query),
    kind: documentKinds.find((one) => one === kind),
    document_status: documentStatuses.find((one) => one === status),
    ...(artist ? { artist } : {}),
    ...(tour ? { tour } : {}),
  };
}
