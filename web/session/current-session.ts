import { headers } from "next/headers";
import { cache } from "react";

/** Who brings no session is nobody, which takes no library to know: a first page comes without it. */
const bringsSession = (asked: Headers) => /session_(token|data)/.test(asked.get("cookie") ?? "");
const accounts = () => import("#accounts/session.ts");

/** Who asks for the page being drawn, read once for each request. Null when nobody is signed in. */
export const currentSession = cache(async () => {
  const asked = await headers();
  return bringsSession(asked) ? (await accounts()).contextFromRequest(asked, "web") : null;
});

/** Somebody who is signed in, perhaps without an organization yet. */
export const currentPerson = cache(async () => {
  const asked = await headers();
  return bringsSession(asked) ? (await accounts()).signedInFromRequest(asked) : null;
});
