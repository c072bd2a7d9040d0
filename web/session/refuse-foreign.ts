/**
 * A request that changes something comes from a page of this very site: its Origin says so, and it
 * is JSON, which no form of another site can send unasked. Returns the refusal, or null.
 */
export function refuseForeign(request: Request): Response | null {
  const refusal = foreignRefusal(request.method, request.headers);
  return refusal && Response.json({ error: refusal.error }, { status: refusal.status });
}

/** The same for a request that is not one of the web's own kind. */
export function foreignRefusal(
  method: string,
  headers: Pick<Headers, "get">,
): { error: string; status: number } | null {
  if (method === "GET" || method === "HEAD") return null;
  if (!isOwn(headers)) return { error: "foreign origin", status: 403 };
  const type = headers.get("content-type") ?? "";
  if (!/^application\/json\b/i.test(type)) return { error: "JSON expected", status: 415 };
  return null;
}

function isOwn(headers: Pick<Headers, "get">): boolean {
  const origin = headers.get("origin");
  if (!origin || !URL.canParse(origin)) return false;
  const { host } = new URL(origin);
  const own = process.env["KONCERT_URL"];
  return host === headers.get("host") || (own !== undefined && origin === new URL(own).origin);
}
