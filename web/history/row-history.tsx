import type { SubjectKind } from "#tools/core/tool.ts";
import { readToolIfAllowed } from "../session/read-tool.ts";
import { Words } from "../session/words.tsx";
import { HistoryList } from "./history-list.tsx";

/** « Historique »: who changed this row, when, what, and undo. Nothing where the reader may see none of it. */
export async function RowHistory({
  kind,
  id,
  limit = 12,
}: {
  kind: SubjectKind;
  id: string;
  limit?: number;
}) {
  const activity = await readToolIfAllowed("organization_list_activity", {
    subject: { kind, id },
    limit,
  });
  if (!activity || activity.total === 0) return null;
  return (
    <Words of={["history"]}>
      <HistoryList kind={kind} calls={activity.calls} total={activity.total} />
    </Words>
  );
}
