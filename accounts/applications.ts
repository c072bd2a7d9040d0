import { AsyncLocalStorage } from "node:async_hooks";
import { createHash } from "node:crypto";
import { oauthProvider } from "@better-auth/oauth-provider";
import type { Env } from "#integrations/env.ts";
import { pages } from "./pages.ts";
import { scopes } from "./scopes.ts";

const minute = 60;
const day = 24 * 60 * minute;

/** What an application asks for access to: the address at which it then speaks. */
export const mcpResource = (env: Pick<Env, "KONCERT_URL">): string => `${env.KONCERT_URL}/api/mcp`;

/** Where an application that came without a token reads whom to ask for one. */
export const resourceMetadataUrl = (env: Pick<Env, "KONCERT_URL">): string =>
  `${env.KONCERT_URL}/.well-known/oauth-protected-resource/api/mcp`;

export const tokenPrefix = "koncert_at_";
export const keyPrefix = "koncert_key_";

export const hashToken = (token: string): string =>
  createHash("sha256").update(token).digest("base64url");

/** The organization that the person has just chosen on the consent page, for as long as it is answered. */
export const chosenOrganization = new AsyncLocalStorage<string>();
/** Of no organization: nothing was ever allowed for it, so that the page asks each time. */
const none = "none";

/**
 * Applications that act for a person, in one organization of theirs, as far as they allowed it on the
 * consent page. Their tokens are looked up at each call, so that what is taken back is gone at once.
 */
export function applications(env: Pick<Env, "KONCERT_URL">) {
  const resource = mcpResource(env);
  return oauthProvider({
    // Whoever is not signed in is led to sign in from there, and back.
    loginPage: pages.consent,
    consentPage: pages.consent,
    scopes: [...scopes, "offline_access"],
    grantTypes: ["authorization_code", "refresh_token"],
    resources: [{ identifier: resource, name: "KONCERT" }],
    resourceSeedMode: "insertOnly",
    enforcePerClientResources: false,
    disableJwtPlugin: true,
    allowDynamicClientRegistration: true,
    allowUnauthenticatedClientRegistration: true,
    clientPrivileges: () => false,
    resourcePrivileges: () => false,
    accessTokenExpiresIn: 60 * minute,
    refreshTokenExpiresIn: 30 * day,
    storeTokens: { hash: async (token) => hashToken(token) },
    prefix: { opaqueAccessToken: tokenPrefix, refreshToken: "koncert_rt_" },
    postLogin: {
      page: pages.consent,
      shouldRedirect: async () => false,
      consentReferenceId: async () => chosenOrganization.getStore() ?? none,
    },
  });
}
