import { z } from "zod";
import type { Accounts } from "./auth.ts";
import { hashToken, keyPrefix, mcpResource, tokenPrefix } from "./applications.ts";
import type { Locale } from "./locale.ts";
import type { McpScopes } from "./scopes.ts";

export { mcpResource, resourceMetadataUrl } from "./applications.ts";
export { scopeAllows } from "./scopes.ts";

export type McpAccess = {
  userId: string;
  organizationId: string;
  scopes: McpScopes;
  clientId: string;
  clientName: string;
  locale: Locale;
};
export type McpRefusal = { refused: "missing" | "invalid" | "expired" | "wrong_audience" };

/**
 * Whom a request acts for, by the access token of an application or the key of a script that it brings.
 * Both are looked up, so that one that was taken back, or whose person is no longer a member, is
 * refused at this very call.
 */
export async function readMcpAccess(
  accounts: Pick<Accounts, "database" | "env">,
  request: Request,
): Promise<McpAccess | McpRefusal> {
  const bearer = /^Bearer +([\w.~+/-]+=*) *$/i.exec(
    request.headers.get("authorization") ?? "",
  )?.[1];
  if (bearer === undefined) return { refused: "missing" };
  if (bearer.startsWith(keyPrefix)) return readKey(accounts, bearer);
  if (!bearer.startsWith(tokenPrefix)) return { refused: "invalid" };
  return readToken(accounts, bearer.slice(tokenPrefix.length));
}

const strings = z.array(z.string());

async function readToken(
  { database, env }: Pick<Accounts, "database" | "env">,
  token: string,
): Promise<McpAccess | McpRefusal> {
  const { rows } = await database.pool.query<{
    user_id: string;
    organization_id: string;
    scopes: unknown;
    resources: unknown;
    expires_at: Date;
    client_id: string;
    client_name: string;
    locale: Locale;
  }>("select * from koncert.oauth_access($1)", [hashToken(token)]);
  const [row] = rows;
  if (!row) return { refused: "invalid" };
  if (row.expires_at <= new Date()) return { refused: "expired" };
  if (!(strings.safeParse(row.resources).data ?? []).includes(mcpResource(env))) {
    return { refused: "wrong_audience" };
  }
  return {
    userId: row.user_id,
    organizationId: row.organization_id,
    scopes: strings.parse(row.scopes),
    clientId: row.client_id,
    clientName: row.client_name,
    locale: row.locale,
  };
}

async function readKey(
  { database }: Pick<Accounts, "database">,
  key: string,
): Promise<McpAccess | McpRefusal> {
  const { rows } = await database.pool.query<{
    user_id: string;
    organization_id: string;
    scopes: string[] | null;
    expires_at: Date | null;
    key_id: string;
    name: string;
    locale: Locale;
  }>("select * from koncert.use_access_key($1)", [hashToken(key)]);
  const [row] = rows;
  if (!row) return { refused: "invalid" };
  if (row.expires_at && row.expires_at <= new Date()) return { refused: "expired" };
  return {
    userId: row.user_id,
    organizationId: row.organization_id,
    scopes: row.scopes ?? "all",
    clientId: row.key_id,
    clientName: row.name,
    locale: row.locale,
  };
}
