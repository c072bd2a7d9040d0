import { createHash } from "node:crypto";
import { z } from "zod";
import type { Database } from "#database/pool.ts";
import type { Locale } from "./locale.ts";

export const roles = ["owner", "manager", "accountant", "door_staff", "viewer"] as const;

const membership = z.object({
  organizationId: z.string(),
  organizationName: z.string(),
  slug: z.string(),
  memberId: z.string(),
  role: z.enum(roles),
  locale: z.enum(["fr", "en"]),
});

/** A place that a person holds in an organization. */
export type Membership = z.infer<typeof membership>;

/** The organizations in which a person may act, the oldest membership first. */
export async function listMemberships(database: Database, userId: string): Promise<Membership[]> {
  const { rows } = await database.pool.query(
    `select organization_id as "organizationId", organization_name as "organizationName", slug,
            member_id as "memberId", role, locale from koncert.memberships($1)`,
    [userId],
  );
  return z.array(membership).parse(rows);
}

export const organizationName = z.string().trim().min(1).max(200);

/** Makes an organization whose owner is this person. Returns its id. */
export async function createOrganization(
  database: Database,
  userId: string,
  organization: { name: string; locale?: Locale },
): Promise<string> {
  const name = organizationName.parse(organization.name);
  const { rows } = await database.pool.query<{ id: string }>(
    "select koncert.create_organization($1, $2, $3) as id",
    [userId, name, organization.locale ?? "fr"],
  );
  return z.string().parse(rows[0]?.id);
}

const hashOf = (token: string) => createHash("sha256").update(token).digest("hex");

const invitation = z.object({
  organizationName: z.string(),
  email: z.string(),
  role: z.enum(roles),
  status: z.enum(["open", "accepted", "revoked", "expired"]),
});

/** What an invitation link says before it is accepted, null for an unknown one. */
export async function readInvitation(database: Database, token: string) {
  const { rows } = await database.pool.query<{ found: Record<string, unknown> | null }>(
    "select koncert.invitation($1) as found",
    [hashOf(token)],
  );
  const found = rows[0]?.found;
  return found
    ? invitation.parse({ ...found, organizationName: found["organization_name"] })
    : null;
}

const accepted = z.object({
  code: z.enum(["ok", "replayed", "unknown", "other_email", "revoked", "expired"]),
  organization_id: z.string().optional(),
});

/** Codes of accountMessage for what keeps an invitation from being accepted. */
const refusals = {
  replayed: "INVITATION_USED",
  unknown: "UNKNOWN_INVITATION",
  other_email: "INVITATION_OTHER_EMAIL",
  revoked: "INVITATION_REVOKED",
  expired: "INVITATION_EXPIRED",
} as const;

export type Acceptance =
  | { ok: true; organizationId: string }
  | { ok: false; code: (typeof refusals)[keyof typeof refusals] };

/** Makes the person a member with the role of the invitation, once, and only at the invited address. */
export async function acceptInvitation(
  database: Database,
  userId: string,
  token: string,
): Promise<Acceptance> {
  const { rows } = await database.pool.query<{ answer: unknown }>(
    "select koncert.accept_invitation($1, $2) as answer",
    [hashOf(token), userId],
  );
  const { code, organization_id } = accepted.parse(rows[0]?.answer);
  if (code === "ok" && organization_id) return { ok: true, organizationId: organization_id };
  return { ok: false, code: refusals[code === "ok" ? "unknown" : code] };
}
