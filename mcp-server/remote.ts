import { createHash } from "node:crypto";
import {
  bearerAuthChallengeResponse,
  createMcpHandler,
  hostHeaderValidationResponse,
  localhostAllowedHostnames,
  OAuthError,
  OAuthErrorCode,
  originValidationResponse,
  type AuthInfo,
  type McpServerFactory,
} from "@modelcontextprotocol/server";
import type { Accounts } from "#accounts/auth.ts";
import {
  readMcpAccess,
  resourceMetadataUrl,
  scopeAllows,
  type McpAccess,
} from "#accounts/mcp-access.ts";
import type { Integrations } from "#integrations/integrations.ts";
import type { Context } from "#tools/core/context.ts";
import type { Tool } from "#tools/core/tool.ts";
import { buildServer } from "./build-server.ts";
import type { Served } from "./served.ts";
import { createSessions } from "./sessions.ts";

export type RemoteParts = {
  accounts: Pick<Accounts, "database" | "env">;
  integrations: Integrations;
  registry: readonly Tool[];
  afterCall?: (context: Context) => Promise<unknown>;
  beside?: readonly Served[];
};

type Remote = (request: Request) => Promise<Response>;

/**
 * The product over HTTP, for clients of 2026-07-28 and before: each request brings a token or a key,
 * and is served as the member and within the rights that it stands for.
 */
export function createRemote(parts: RemoteParts): Remote {
  const { database, env } = parts.accounts;
  const site = env.KONCERT_URL;
  const hosts = allowedHosts(site);
  const resourceMetadata = resourceMetadataUrl(env);
  const stateKey = createHash("sha256").update(`mcp state ${env.KONCERT_SECRET}`).digest();

  const factory: McpServerFactory = ({ authInfo }) => {
    const access = accessOf(authInfo);
    return buildServer({
      registry: parts.registry,
      site,
      stateKey,
      holder: holderOf(access),
      isAllowed: (tool) => scopeAllows(access.scopes, tool.permission, tool.effect),
      context: () => ({
        database,
        integrations: parts.integrations,
        actor: {
          kind: "member",
          userId: access.userId,
          organizationId: access.organizationId,
          via: "mcp",
        },
        locale: access.locale,
        now: new Date(),
        callId: crypto.randomUUID(),
        // What else the client has read is not known here: nothing leaves without approval.
        tainted: true,
      }),
      ...(parts.afterCall ? { afterCall: parts.afterCall } : {}),
      ...(parts.beside ? { beside: parts.beside } : {}),
    });
  };
  const onerror = (error: Error) =>
    console.error(JSON.stringify({ level: "error", room: "mcp", message: error.message }));
  const handler = createMcpHandler(factory, { onerror });
  const sessions = createSessions(factory, handler.fetch);

  return async (request) => {
    const foreign =
      hostHeaderValidationResponse(request, hosts) ?? originValidationResponse(request, hosts);
    if (foreign) return foreign;
    const access = await readMcpAccess(parts.accounts, request);
    if ("refused" in access) {
      const error = new OAuthError(OAuthErrorCode.InvalidToken, words[access.refused]);
      return bearerAuthChallengeResponse(error, { resourceMetadataUrl: resourceMetadata });
    }
    const authInfo: AuthInfo = {
      token: "",
      clientId: access.clientId,
      scopes: access.scopes === "all" ? [] : access.scopes,
      extra: { access },
    };
    return sessions(request, { authInfo, holder: holderOf(access) });
  };
}

const words = {
  missing: "An access token or a key is needed",
  invalid: "The access token is not valid here",
  expired: "The access token has expired",
  wrong_audience: "The access token was issued for another service",
};

function accessOf(authInfo: AuthInfo | undefined): McpAccess {
  const access = authInfo?.extra?.["access"];
  if (!access) throw new Error("a request without access reached the server");
  return access as McpAccess;
}

/** For whom a session or a sealed state was made: a grant with other rights is another holder. */
const holderOf = ({ userId, organizationId, clientId, scopes }: McpAccess): string =>
  JSON.stringify([userId, organizationId, clientId, scopes]);

function allowedHosts(site: string): string[] {
  const { hostname } = new URL(site);
  const local = localhostAllowedHostnames();
  return local.includes(hostname) ? local : [hostname];
}
