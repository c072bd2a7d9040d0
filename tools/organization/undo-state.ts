import { type RawBuilder, sql } from "kysely";

/** Whether a call can be taken back, and why not: the one rule of lists, histories and details. */
export const undoStates = [
  "possible",
  "done",
  "nothing",
  "irreversible",
  "forbidden",
  "changed",
] as const;
export type UndoState = (typeof undoStates)[number];

/** The state of the call whose id stands in a column. */
export const undoState = (column: string): RawBuilder<UndoState> =>
  sql<UndoState>`koncert.undo_state(${sql.ref(column)})`;
