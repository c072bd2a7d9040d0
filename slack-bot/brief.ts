import { webApi } from "@slack/bolt";
import { slackAccounts } from "#database/slack.ts";
import { line, heading, openButton } from "./blocks.ts";
import type { Parts } from "./parts.ts";
import { plainText } from "./reply.ts";
import { safeMarkdown } from "./safe-markdown.ts";
import { openTeam } from "./teams.ts";

export type Brief = {
  title: string;
  /** Markdown, in the reader's language. */
  text: string;
  /** A page of KONCERT that tells the rest. */
  more?: { label: string; url: string };
};

/** Sends a member their brief as a direct message; `not_linked` where they do not read in Slack. */
export async function deliverBrief(
  parts: Parts,
  member: { organizationId: string; userId: string },
  brief: Brief,
): Promise<"sent" | "not_linked"> {
  if (!parts.integrations.slack) return "not_linked";
  const [account] = await slackAccounts(parts.database, member);
  const team = account && (await openTeam(parts, account.team));
  if (!account || team?.workspace.organizationId !== member.organizationId) return "not_linked";
  const client = new webApi.WebClient(
    team.token,
    parts.env.SLACK_URL ? { slackApiUrl: `${parts.env.SLACK_URL}/` } : {},
  );
  const text = safeMarkdown(brief.text, parts.env.KONCERT_URL).slice(0, 11_000);
  await client.chat.postMessage({
    channel: account.user,
    text: plainText(`${brief.title}\n${text}`),
    blocks: [
      heading(brief.title),
      text.trim() === "" ? line(" ") : { type: "markdown", text },
      ...(brief.more ? [openButton(brief.more.label, brief.more.url)] : []),
    ],
    unfurl_links: false,
    unfurl_media: false,
  });
  return "sent";
}
