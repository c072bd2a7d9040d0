import { mcpResource } from "./applications.ts";
import type { Accounts } from "./auth.ts";
import { scopes } from "./scopes.ts";

/** What an application reads to be allowed: where to register, ask and exchange (RFC 8414). */
export const authorizationServer = (accounts: Accounts): Promise<object> =>
  accounts.auth.api.getOAuthServerConfig();

/** What the address for applications says of itself, and whom it believes (RFC 9728). */
export const protectedResource = ({ env }: Pick<Accounts, "env">) => ({
  resource: mcpResource(env),
  resource_name: "KONCERT",
  authorization_servers: [`${env.KONCERT_URL}/api/auth`],
  scopes_supported: [...scopes],
  bearer_methods_supported: ["header"],
  resource_documentation: `${env.KONCERT_URL}/help`,
});

/** Read by programs of any origin; the same for everybody. */
export const asDiscovery = (body: object): Response =>
  Response.json(body, {
    headers: { "access-control-allow-origin": "*", "cache-control": "public, max-age=300" },
  });
