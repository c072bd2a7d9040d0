export type Locale = "fr" | "en";

export const localeCookie = "koncert-locale";
export const organizationCookie = "koncert-organization";

/** The value of one cookie of a request. */
export function cookieOf(
  headers: Pick<Headers, "get"> | undefined,
  name: string,
): string | undefined {
  for (const pair of (headers?.get("cookie") ?? "").split(";")) {
    const at = pair.indexOf("=");
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return undefined;
}

/** The language that this browser chose, if it did. */
export function chosenLocale(headers: Pick<Headers, "get"> | undefined): Locale | undefined {
  const value = cookieOf(headers, localeCookie);
  return value === "fr" || value === "en" ? value : undefined;
}
