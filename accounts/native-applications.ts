import type { BetterAuthPlugin } from "better-auth";
import { createAuthMiddleware } from "better-auth/api";
import { z } from "zod";

const registration = z.looseObject({
  application_type: z.undefined().optional(),
  redirect_uris: z.array(z.url()).min(1),
});

const loopback = new Set(["127.0.0.1", "localhost", "[::1]"]);

/**
 * An application that returns to the person's own machine is one that runs there. Most of them leave
 * that unsaid when they register, and the provider would take them for web sites, which need https.
 */
export function nativeApplications() {
  return {
    id: "native-applications",
    hooks: {
      before: [
        {
          matcher: ({ path }) => path === "/oauth2/register",
          handler: createAuthMiddleware(async (context) => {
            const read = registration.safeParse(context.body);
            if (!read.success) return undefined;
            const isLocal = read.data.redirect_uris.every((uri) => {
              const { protocol, hostname } = new URL(uri);
              return protocol === "http:" && loopback.has(hostname);
            });
            if (!isLocal) return undefined;
            return { context: { ...context, body: { ...read.data, application_type: "native" } } };
          }),
        },
      ],
    },
  } satisfies BetterAuthPlugin;
}
