import { headers } from "next/headers";
import { cache } from "react";
import { contextFromRequest, signedInFromRequest } from "#accounts/session.ts";

/** Who asks for the page being drawn, read once for each request. Null when nobody is signed in. */
export const currentSession = cache(async () => contextFromRequest(await headers(), "web"));

/** Somebody who is signed in, perhaps without an organization yet. */
export const currentPerson = cache(async () => signedInFromRequest(await headers()));
