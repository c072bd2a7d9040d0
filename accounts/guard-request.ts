import { createHash } from "node:crypto";
import { APIError, createAuthMiddleware } from "better-auth/api";
import { countRequest } from "#database/count-request.ts";
import type { Database } from "#database/pool.ts";
import { organizationName } from "./joining.ts";

/** Requests about one address, from anywhere: better-auth counts by client, this counts by account. */
const perAddress: Record<string, number> = {
  "/sign-in/email": 20,
  "/sign-in/magic-link": 5,
  "/request-password-reset": 5,
  "/send-verification-email": 5,
};
const windowSeconds = 15 * 60;

/** Refuses a request before better-auth reads it: too many for one address, or a sign-up without names. */
export function guardRequest(database: Database) {
  return createAuthMiddleware(async (context) => {
    const body = (context.body ?? {}) as Record<string, unknown>;
    const limit = perAddress[context.path];
    if (limit !== undefined && typeof body["email"] === "string") {
      const address = createHash("sha256").update(body["email"].trim().toLowerCase()).digest("hex");
      const key = `accounts:${context.path}:${address}`;
      if (!(await countRequest(database, key, windowSeconds, limit))) {
        throw refusal("TOO_MANY_REQUESTS", "Too many requests");
      }
    }
    if (context.path !== "/sign-up/email") return;
    const name = body["name"];
    if (typeof name !== "string" || name.trim() === "" || name.length > 200) {
      throw refusal("NAME_REQUIRED", "A name of 1 to 200 characters is needed");
    }
    const organization = body["organizationName"];
    if (organization !== undefined && !organizationName.safeParse(organization).success) {
      throw refusal("ORGANIZATION_NAME_INVALID", "An organization's name has 1 to 200 characters");
    }
  });
}

function refusal(code: string, message: string) {
  return new APIError(code === "TOO_MANY_REQUESTS" ? "TOO_MANY_REQUESTS" : "BAD_REQUEST", {
    code,
    message,
  });
}
