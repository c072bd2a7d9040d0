import {
  inputRequired,
  type CallToolResult,
  type InputRequiredResult,
} from "@modelcontextprotocol/server";
import { compactResult } from "#agent/compact-result.ts";
import type { Context } from "#tools/core/context.ts";
import type { Outcome } from "#tools/core/outcome.ts";
import { createSay, type Locale } from "#tools/core/text.ts";
import type { Tool } from "#tools/core/tool.ts";

export type Run = (name: string, input: unknown) => Promise<[Outcome, Context]>;

/** The page where a signed-in person reads exactly what will happen, and decides. */
export const approvalUrl = (site: string, id: string): string => `${site}/approvals?open=${id}`;

/**
 * Sends the person to that page. Never a form: what a form brings comes from the client, and a client
 * could accept in its user's place.
 */
export function waitForPerson(
  tool: Tool,
  approvalId: string,
  site: string,
  locale: Locale,
): InputRequiredResult["inputRequests"] {
  const message = createSay(locale)({
    fr: `« ${tool.title.fr} » demande votre accord : lisez ce qui sera fait et décidez sur KONCERT.`,
    en: `“${tool.title.en}” needs your approval: read what will be done and decide in KONCERT.`,
  });
  return { approval: inputRequired.elicitUrl({ message, url: approvalUrl(site, approvalId) }) };
}

/** What became of an approval, read from its row: the client's word counts for nothing. */
export async function tellDecision(
  run: Run,
  approvalId: string,
  site: string,
): Promise<CallToolResult> {
  const [outcome, { locale }] = await run("organization_list_approvals", { approval: approvalId });
  if (!outcome.ok) return text(compactResult(outcome, locale), true);
  const [found] = (outcome.value as { approvals: { status: string; result: string | null }[] })
    .approvals;
  const say = createSay(locale);
  if (!found)
    return text(say({ fr: "Cette demande n’existe plus.", en: "This request is gone." }), true);
  if (found.status === "pending") {
    return text(
      say({
        fr: `La demande attend encore une décision, ici : ${approvalUrl(site, approvalId)}. Rien n’a été fait ; ne recommencez pas l’appel.`,
        en: `The request still waits for a decision, here: ${approvalUrl(site, approvalId)}. Nothing was done; do not call again.`,
      }),
    );
  }
  if (found.status === "accepted") {
    const done = say({ fr: "Accepté par une personne.", en: "Accepted by a person." });
    return text([done, found.result].filter(Boolean).join(" "));
  }
  return text(
    found.status === "refused"
      ? say({
          fr: "Refusé par une personne : rien n’a été fait.",
          en: "Refused by a person: nothing was done.",
        })
      : say({ fr: "Délai dépassé : rien n’a été fait.", en: "Out of time: nothing was done." }),
    true,
  );
}

const text = (told: string, isError = false): CallToolResult => ({
  content: [{ type: "text", text: told }],
  ...(isError ? { isError } : {}),
});
