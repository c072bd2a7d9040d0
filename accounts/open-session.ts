import { z } from "zod";
import type { Via } from "#database/as-actor.ts";
import type { Database } from "#database/pool.ts";
import { listMemberships, roles } from "./joining.ts";
import type { Session } from "./session.ts";

const found = z.object({
  user_id: z.string(),
  organization_id: z.string(),
  email: z.string(),
  name: z.string(),
});

export type Role = (typeof roles)[number];

/**
 * Who acts from a terminal or over stdio: the owner of the installation's first organization, or its
 * first member with `role`. A role that nobody holds is taken by a stand-in, who cannot sign in.
 */
export async function ownerSession(
  database: Database,
  options: { role?: Role; via?: Extract<Via, "terminal" | "mcp"> } = {},
): Promise<Session> {
  const role = z
    .enum(roles, { error: `A role is one of ${roles.join(", ")}.` })
    .parse(options.role ?? "owner");
  const { rows } = await database.pool.query("select * from koncert.terminal_member($1)", [role]);
  if (rows.length === 0) {
    throw new Error("No organization yet: create the first account in the application.");
  }
  const member = found.parse(rows[0]);
  const memberships = await listMemberships(database, member.user_id);
  const active = memberships.find((one) => one.organizationId === member.organization_id);
  if (!active) throw new Error("This member is no longer active.");
  return {
    user: { id: member.user_id, email: member.email, name: member.name, twoFactorEnabled: false },
    locale: active.locale,
    memberships,
    active,
    actor: {
      kind: "member",
      userId: member.user_id,
      organizationId: member.organization_id,
      via: options.via ?? "terminal",
    },
  };
}
