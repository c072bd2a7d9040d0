import { z } from "zod";
import { getAccounts } from "#accounts/auth.ts";
import { createKey, endConnection, listConnections, newKey } from "#accounts/connections.ts";
import { answerMember } from "../../../session/answer-member.ts";

/** The applications and keys that act for the person who asks. */
export const GET = (request: Request) =>
  answerMember(request, async ({ user }) =>
    Response.json(await listConnections(getAccounts().database, user.id), {
      headers: { "cache-control": "no-store" },
    }),
  );

/** A new key in the organization where the person works now: `{key}`, told this once. */
export const POST = (request: Request) =>
  answerMember(request, async ({ user, active }) => {
    const asked = newKey.safeParse(await request.json().catch(() => null));
    if (!asked.success) return Response.json({ error: "{name} expected" }, { status: 400 });
    const member = { userId: user.id, organizationId: active.organizationId };
    const key = await createKey(getAccounts().database, member, asked.data);
    return key
      ? Response.json({ key }, { headers: { "cache-control": "no-store" } })
      : Response.json({ error: "forbidden" }, { status: 403 });
  });

/** Takes one back: `{id}`. */
export const DELETE = (request: Request) =>
  answerMember(request, async ({ user }) => {
    const asked = z.object({ id: z.uuid() }).safeParse(await request.json().catch(() => null));
    const ended =
      asked.success && (await endConnection(getAccounts().database, user.id, asked.data.id));
    return Response.json({ ended }, { status: ended ? 200 : 404 });
  });
