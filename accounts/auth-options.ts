import type { BetterAuthOptions } from "better-auth";
import { isAPIError } from "better-auth/api";
import { captcha, magicLink, twoFactor } from "better-auth/plugins";
import type { Database } from "#database/pool.ts";
import type { Env } from "#integrations/env.ts";
import type { Mail } from "#integrations/mail/mail.ts";
import { applications } from "./applications.ts";
import { accountsDialect } from "./as-accounts.ts";
import { guardRequest } from "./guard-request.ts";
import { joinAtSignUp } from "./join-at-sign-up.ts";
import type { Later } from "./later.ts";
import { createWriter } from "./write-letter.ts";
import { nativeApplications } from "./native-applications.ts";
import { pages } from "./pages.ts";
import { secondFactorForLinks } from "./second-factor-for-links.ts";
import { signInLog } from "./sign-in-log.ts";

export type AuthParts = { database: Database; env: Env; mail: Mail; later: Later; secret: string };

const minute = 60;
const day = 24 * 60 * minute;

/** How people sign in here. better-auth signs them in; the organizations they may act in are ours. */
export function authOptions(parts: AuthParts) {
  const { database, env, mail, later, secret } = parts;
  // An address can only be verified where letters really leave.
  const verifies = mail.name !== "local";
  const write = createWriter(parts);

  return {
    appName: "KONCERT",
    baseURL: env.KONCERT_URL,
    basePath: "/api/auth",
    secret,
    trustedOrigins: sameMachine(env.KONCERT_URL),
    telemetry: { enabled: false },
    logger: {
      level: "error",
      log: (level, message) => console.error(JSON.stringify({ level, room: "accounts", message })),
    },
    onAPIError: {
      errorURL: env.KONCERT_URL + pages.signIn,
      // Refusals are answers; only what breaks is logged.
      onError: (error) => {
        if (isAPIError(error) && error.statusCode < 500) return;
        const message = error instanceof Error ? error.message : "unknown";
        console.error(JSON.stringify({ level: "error", room: "accounts", message }));
      },
    },
    database: {
      dialect: accountsDialect(database),
      type: "postgres",
      schemaName: "accounts",
      transaction: true,
    },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: 10,
      maxPasswordLength: 128,
      requireEmailVerification: verifies,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, url, token }, request) =>
        write("resetPassword", user, url, token, request?.headers),
      onPasswordReset: ({ user }, request) =>
        write(
          "passwordChanged",
          user,
          env.KONCERT_URL + pages.requestReset,
          null,
          request?.headers,
        ),
      onExistingUserSignUp: ({ user }, request) =>
        write("accountExists", user, env.KONCERT_URL + pages.signIn, null, request?.headers),
    },
    emailVerification: {
      sendOnSignIn: verifies,
      autoSignInAfterVerification: true,
      sendVerificationEmail: ({ user, url, token }, request) =>
        write("verifyEmail", user, url, token, request?.headers),
    },
    account: { accountLinking: { disableImplicitLinking: !verifies } },
    socialProviders: {
      ...(env.GOOGLE_CLIENT_ID && env.GOOGLE_CLIENT_SECRET
        ? { google: { clientId: env.GOOGLE_CLIENT_ID, clientSecret: env.GOOGLE_CLIENT_SECRET } }
        : {}),
      ...(env.APPLE_CLIENT_ID && env.APPLE_CLIENT_SECRET
        ? { apple: { clientId: env.APPLE_CLIENT_ID, clientSecret: env.APPLE_CLIENT_SECRET } }
        : {}),
    },
    session: {
      expiresIn: 30 * day,
      updateAge: day,
      // A signed copy in a cookie saves the query; a session revoked elsewhere lives on for at most this long.
      cookieCache: { enabled: true, maxAge: 5 * minute },
    },
    verification: { storeIdentifier: "hashed" },
    rateLimit: {
      enabled: true,
      storage: "database",
      window: 10,
      max: 100,
      customRules: {
        "/sign-in/email": { window: minute, max: 10 },
        "/sign-up/email": { window: minute, max: 10 },
        "/sign-in/magic-link": { window: minute, max: 5 },
        "/request-password-reset": { window: minute, max: 5 },
        "/two-factor/*": { window: minute, max: 10 },
        // Reads a cookie, at each page.
        "/get-session": false,
      },
    },
    advanced: {
      database: { generateId: "uuid", validateSchema: false },
      cookiePrefix: "koncert",
      useSecureCookies: env.KONCERT_URL.startsWith("https://"),
      disableOriginCheck: false,
      disableCSRFCheck: false,
      ipAddress: { ipAddressHeaders: [clientIpHeader(env)] },
      backgroundTasks: { handler: later },
    },
    databaseHooks: {
      user: {
        create: {
          before: async (user) => ({
            data: { ...user, emailVerified: user.emailVerified || !verifies },
          }),
          after: (user, context) => joinAtSignUp(database, user.id, context),
        },
      },
    },
    hooks: { before: guardRequest(database) },
    plugins: [
      magicLink({
        expiresIn: 10 * minute,
        storeToken: "hashed",
        disableSignUp: true,
        sendMagicLink: async ({ email, url, token }, context) => {
          const found = await context?.context.internalAdapter.findUserByEmail(email);
          // An unknown address gets the same answer and no letter.
          if (found) await write("signIn", found.user, url, token, context?.headers);
        },
      }),
      twoFactor({ issuer: "KONCERT" }),
      secondFactorForLinks(),
      applications(env),
      nativeApplications(),
      ...(env.TURNSTILE_SECRET_KEY
        ? [
            captcha({
              provider: "cloudflare-turnstile",
              secretKey: env.TURNSTILE_SECRET_KEY,
              siteVerifyURLOverride: env.TURNSTILE_URL,
              endpoints: ["/sign-up/email", "/sign-in/magic-link", "/request-password-reset"],
            }),
          ]
        : []),
      signInLog(database, later),
    ],
  } satisfies BetterAuthOptions;
}

/** Written by the server that takes the connection; what a client sends under this name must not pass. */
export function clientIpHeader(env: Pick<Env, "KONCERT_CLIENT_IP_HEADER">): string {
  return env.KONCERT_CLIENT_IP_HEADER ?? "x-koncert-client-ip";
}

/** On a local stack, 127.0.0.1 and localhost are one address. */
function sameMachine(url: string): string[] {
  const { protocol, hostname, port } = new URL(url);
  if (hostname !== "127.0.0.1" && hostname !== "localhost") return [];
  return ["127.0.0.1", "localhost"].map((host) => `${protocol}//${host}${port ? `:${port}` : ""}`);
}
