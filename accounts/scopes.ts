/** What a connected application may be allowed, by the names of the product's own permissions. */
export const scopes = [
  "tours:read",
  "tours:write",
  "ticketing:read",
  "ticketing:write",
  "ticketing:refund",
  "ticketing:publish",
  "door:scan",
  "contacts:read",
  "contacts:write",
  "contacts:export",
  "documents:read",
  "documents:write",
  "marketing:read",
  "marketing:write",
  "marketing:send",
  "business:read",
  "business:write",
  "organization:read",
  "organization:manage",
  "organization:invite",
  "organization:audit",
] as const;

export type McpScopes = string[] | "all";

const domains = [...new Set(scopes.map((scope) => scope.split(":")[0] ?? ""))];
const readable = domains.filter((domain) => scopes.some((scope) => scope === `${domain}:read`));

/**
 * Whether a tool is inside what an application was allowed. A right to change a domain lets it be read;
 * a right to read alone lets nothing be changed, whatever permission the tool asks of its caller. What
 * searches everything (`agent:use`) needs the right to read everything.
 */
export function scopeAllows(
  allowed: McpScopes,
  permission: string,
  effect: "read" | "write" | "irreversible",
): boolean {
  if (allowed === "all") return true;
  const mayChange = (domain: string) =>
    allowed.includes(`${domain}:write`) || allowed.includes(`${domain}:manage`);
  const mayRead = (domain: string) => allowed.includes(`${domain}:read`) || mayChange(domain);
  const [domain = "", right] = permission.split(":");
  if (permission === "agent:use") return readable.every(effect === "read" ? mayRead : mayChange);
  if (right === "read") return effect === "read" ? mayRead(domain) : mayChange(domain);
  return allowed.includes(permission);
}
