/**
 * A request that changes something comes from a page of this very site: its Origin says so, and it
 * is JSON, which no form of another site can send unasked. Returns the refusal, or null.
 */
export function refuseForeign(request: Request): Response | null {
  if (request.method === "GET" || request.method === "HEAD") return null;
  const refuse = (error: string, status: number) => Response.json({ error }, { status });
  if (!isOwn(request.headers)) return refuse("foreign origin", 403);
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/json\b/i.test(type)) return refuse("JSON expected", 415);
  return null;
}

function isOwn(headers: Headers): boolean {
  const origin = headers.get("origin");
  if (!origin || !URL.canParse(origin)) return false;
  const { host } = new URL(origin);
  const own = process.env["KONCERT_URL"];
  return host === headers.get("host") || (own !== undefined && origin === new URL(own).origin);
}
