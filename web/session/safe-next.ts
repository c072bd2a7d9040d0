/** Where to go after signing in: a path of this site, else the first page. */
export function safeNext(next: unknown): string {
  if (typeof next !== "string" || !next.startsWith("/")) return "/";
  const url = new URL(next, "http://koncert.invalid");
  return url.origin === "http://koncert.invalid" ? `${url.pathname}${url.search}${url.hash}` : "/";
}
