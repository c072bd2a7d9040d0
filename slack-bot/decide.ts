import { callTool } from "#tools/call-tool.ts";
import type { Context } from "#tools/core/context.ts";
import { sendOutbox } from "#tools/core/send-outbox.ts";
import { createSay } from "#tools/core/text.ts";
import type { Decision } from "./approvals.ts";
import type { Parts } from "./parts.ts";
import type { Who } from "./who.ts";
import { words } from "./words.ts";

type Member = Extract<Who, { kind: "member" }>;

/** `closed`: nothing is left to decide. `text`: what came of it, for the person who pressed. */
export type Decided = { closed: boolean; by: string | null; text: string };

/**
 * The press of a button, decided as the member who pressed, with their rights: never as the one who
 * asked. A second press changes nothing, and says who decided.
 */
export async function decide(
  parts: Parts,
  member: Member,
  approval: string,
  decision: Decision,
): Promise<Decided> {
  const context = member.context();
  const say = createSay(member.locale, context.now);
  const outcome = await callTool(context, "organization_decide_approval", { approval, decision });
  if (outcome.ok) {
    await sendOutbox(parts.database, parts.integrations, parts.env.KONCERT_URL);
    const by = say((decision === "accept" ? words.accepted : words.refused)(member.name));
    return { closed: true, by, text: outcome.summary };
  }
  if (!("error" in outcome)) return { closed: false, by: null, text: say(words.failed) };
  if (outcome.error.code !== "expired" && outcome.error.code !== "conflict") {
    return { closed: false, by: null, text: outcome.error.message };
  }
  const earlier = await decidedBefore(context, approval);
  if (!earlier) {
    return { closed: outcome.error.code === "expired", by: null, text: outcome.error.message };
  }
  const who = earlier.by ?? say(words.somebody);
  const was = earlier.accepted ? words.alreadyAccepted(who) : words.alreadyRefused(who);
  const by = say((earlier.accepted ? words.accepted : words.refused)(who));
  return { closed: true, by, text: say(was) };
}

async function decidedBefore(context: Context, approval: string) {
  const outcome = await callTool(
    { ...context, callId: crypto.randomUUID() },
    "organization_list_approvals",
    { status: "decided", limit: 200 },
  );
  if (!outcome.ok) return undefined;
  const found = outcome.value.approvals.find(({ id }) => id === approval);
  if (found?.status !== "accepted" && found?.status !== "refused") return undefined;
  return { accepted: found.status === "accepted", by: found.decidedBy };
}
