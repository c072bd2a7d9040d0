import type { BetterAuthPlugin } from "better-auth";
import { createAuthMiddleware } from "better-auth/api";
import { twoFactor } from "better-auth/plugins";
import { pages } from "./pages.ts";

const linkPath = "/magic-link/verify";

/**
 * A sign-in link asks for the second factor too. better-auth's plugin challenges passwords only; its
 * own step is run here for links, and the browser is sent to the page that asks for the code.
 */
export function secondFactorForLinks(): BetterAuthPlugin {
  const [challenge] = twoFactor({ issuer: "KONCERT" }).hooks.after;
  if (!challenge) throw new Error("better-auth no longer challenges after a sign-in");
  return {
    id: "second-factor-for-links",
    hooks: {
      after: [
        {
          matcher: (context) => context.path === linkPath,
          handler: challenge.handler,
        },
        {
          matcher: (context) => context.path === linkPath,
          handler: createAuthMiddleware(async (context) => {
            const returned = context.context.returned as
              | { twoFactorRedirect?: boolean }
              | undefined;
            if (!returned?.twoFactorRedirect) return;
            const page = new URL(pages.secondFactor, context.context.options.baseURL as string);
            page.searchParams.set("next", String(context.query?.["callbackURL"] ?? "/"));
            throw context.redirect(page.toString());
          }),
        },
      ],
    },
  };
}
