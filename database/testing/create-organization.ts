import { randomUUID } from "node:crypto";
import pg from "pg";
import type { Actor, Via } from "../as-actor.ts";

export type Role = "owner" | "manager" | "accountant" | "door_staff" | "viewer";
export type MemberActor = Extract<Actor, { kind: "member" }>;

export type TestMember = {
  memberId: string;
  userId: string;
  email: string;
  role: Role;
  actor: MemberActor;
};

export type TestOrganization = {
  organizationId: string;
  members: TestMember[];
  /** The first member of each role; asking for a role that nobody has throws. */
  actor(role?: Role, via?: Via): MemberActor;
};

const everyRole: Role[] = ["owner", "manager", "accountant", "door_staff", "viewer"];

/** Writes an organization with its members (one of each role unless given) past every policy. */
export async function createOrganization(
  adminUrl: string,
  {
    name = "Les Tourneurs",
    members = everyRole.map((role) => ({ role })),
  }: { name?: string; members?: { role: Role; name?: string; email?: string }[] } = {},
): Promise<TestOrganization> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const organizationId = randomUUID();
    await client.query("begin");
    await client.query("insert into organizations (id, name, slug) values ($1, $2, $3)", [
      organizationId,
      name,
      `structure-${organizationId}`,
    ]);
    const written: TestMember[] = [];
    for (const { role, ...given } of members) {
      const [memberId, userId] = [randomUUID(), randomUUID()];
      const email = given.email ?? `${role}.${userId.slice(0, 8)}@example.org`;
      const personName = given.name ?? `${role} ${written.length + 1}`;
      await client.query(
        `insert into accounts."user" ("id", "name", "email", "emailVerified") values ($1, $2, $3, true)`,
        [userId, personName, email],
      );
      await client.query(
        "insert into members (id, organization_id, user_id, email, name, role) values ($1, $2, $3, $4, $5, $6)",
        [memberId, organizationId, userId, email, personName, role],
      );
      const actor: MemberActor = { kind: "member", userId, organizationId, via: "web" };
      written.push({ memberId, userId, email, role, actor });
    }
    await client.query("commit");
    return {
      organizationId,
      members: written,
      actor: (role = "owner", via = "web") => {
        const member = written.find((candidate) => candidate.role === role);
        if (!member) throw new Error(`Nobody is ${role} in ${name}`);
        return { ...member.actor, via };
      },
    };
  } finally {
    await client.end();
  }
}
