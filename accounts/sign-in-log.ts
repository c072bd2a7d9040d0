import type { BetterAuthPlugin } from "better-auth";
import { createAuthMiddleware, isAPIError } from "better-auth/api";
import type { Database } from "#database/pool.ts";
import type { Later } from "./later.ts";

/** Paths that end in a session when they succeed. */
const entrances = /^\/(sign-in|sign-up|callback|magic-link|verify-email|two-factor\/verify-)/;

const changes: Record<string, string> = {
  "/change-password": "password_changed",
  "/reset-password": "password_changed",
  "/two-factor/disable": "two_factor_disabled",
};

/** Keeps sign-ins, failures and changes of credentials in the log of the person's organizations. Last of the plugins. */
export function signInLog(database: Database, later: Later): BetterAuthPlugin {
  const record = (userId: string, action: string, detail: Record<string, unknown>) =>
    later(
      database.pool.query("select koncert.record_sign_in($1, $2, $3)", [
        userId,
        action,
        JSON.stringify(detail),
      ]),
    );
  return {
    id: "sign-in-log",
    hooks: {
      after: [
        {
          matcher: ({ path }) => path !== undefined && (entrances.test(path) || path in changes),
          handler: createAuthMiddleware(async (context) => {
            const { newSession, session, returned, internalAdapter } = context.context;
            const { path } = context;
            const failed = isAPIError(returned) && returned.statusCode >= 400;
            const change = changes[path];
            const user = (newSession ?? session)?.user.id;
            if (change && !failed) {
              if (user) record(user, change, { path });
            } else if (newSession && !failed) {
              const enrolled = path === "/two-factor/verify-totp" && session;
              record(newSession.user.id, enrolled ? "two_factor_enabled" : "signed_in", { path });
            } else if (failed && path === "/sign-in/email") {
              const email: unknown = context.body?.email;
              if (typeof email !== "string") return;
              const found = await internalAdapter.findUserByEmail(email);
              if (found) record(found.user.id, "sign_in_failed", { path });
            }
          }),
        },
      ],
    },
  };
}
