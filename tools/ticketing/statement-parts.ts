import type { Statement } from "./statement-shape.ts";

/** A statement as it is read, before it is known whether it was filed. */
export type Read = Omit<Statement, "document">;

/** A column of a table on paper; figures stand to the right. */
export const column = (label: string, figure = true) => ({ label, figure });

export const row = (cells: string[], strong = false) => ({ cells, strong });
