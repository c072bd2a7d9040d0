import { ProtocolError, ProtocolErrorCode } from "@modelcontextprotocol/server";

const rowsOfPage = 50;

/** One page of a list, and the cursor of the next one. */
export function pageOf<Row>(
  all: readonly Row[],
  cursor: string | undefined,
): { rows: Row[]; nextCursor?: string } {
  const start = cursor === undefined ? 0 : Number(Buffer.from(cursor, "base64url").toString());
  if (!Number.isSafeInteger(start) || start < 0 || (cursor !== undefined && start === 0)) {
    throw new ProtocolError(ProtocolErrorCode.InvalidParams, "Invalid cursor");
  }
  const end = start + rowsOfPage;
  const nextCursor = Buffer.from(String(end)).toString("base64url");
  return { rows: all.slice(start, end), ...(end < all.length ? { nextCursor } : {}) };
}
