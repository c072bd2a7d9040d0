import type { types } from "@slack/bolt";
import { callTool } from "#tools/call-tool.ts";
import { readDesk } from "#tools/core/read-desk.ts";
import { createSay } from "#tools/core/text.ts";
import { decisionButtons } from "./approvals.ts";
import { bold, cardBlocks, heading, line, lines, openButton, plain, small } from "./blocks.ts";
import type { Parts, Place } from "./parts.ts";
import { linkFor, whoIs, type Who } from "./who.ts";
import { words } from "./words.ts";

type Block = types.KnownBlock;
type Member = Extract<Who, { kind: "member" }>;

/** Draws the home tab of one person: today, what waits for their word, what comes next. */
export async function publishHome(parts: Parts, place: Place): Promise<void> {
  const blocks = await homeBlocks(parts, place);
  await place.client.views.publish({
    user_id: place.user,
    view: { type: "home", blocks: blocks.slice(0, 100) },
  });
}

async function homeBlocks(parts: Parts, place: Place): Promise<Block[]> {
  const who = await whoIs(parts, place);
  const say = createSay(who.locale);
  if (who.kind === "guest") return [line(say(words.guest))];
  if (who.kind === "unlinked") {
    return [
      line(say(words.link)),
      openButton(say(words.linkButton), await linkFor(parts, place)),
      small(say(words.help)),
    ];
  }
  const [dates, approvals] = await Promise.all([
    datesBlocks(parts, who),
    approvalsOfHome(parts, who),
  ]);
  return [...dates, { type: "divider" }, ...approvals, small(say(words.help))];
}

async function datesBlocks(parts: Parts, who: Member): Promise<Block[]> {
  const say = createSay(who.locale);
  const overview = await callTool(who.context(), "organization_get_overview", {});
  if (!overview.ok) return [];
  const { today } = overview.value;
  const [now, next] = await Promise.all([
    callTool(who.context(), "tours_list_performances", { from: today, to: today }),
    callTool(who.context(), "tours_list_performances", { from: today, limit: 6 }),
  ]);
  if (!now.ok || !next.ok) return [];
  const drawn = (outcome: typeof now, title: string): Block[] =>
    outcome.cards.flatMap((card) =>
      card.kind === "dates" && card.dates.length > 0
        ? cardBlocks({ ...card, title }, who.locale, parts.env.KONCERT_URL)
        : [],
    );
  const todays = drawn(now, say(words.today));
  return [
    ...(todays.length > 0 ? todays : [heading(say(words.today)), line(say(words.nothingToday))]),
    ...drawn(next, say(words.nextDates)),
  ];
}

const shownApprovals = 5;

async function approvalsOfHome(parts: Parts, who: Member): Promise<Block[]> {
  const say = createSay(who.locale);
  const [outcome, desk] = await Promise.all([
    callTool(who.context(), "organization_list_approvals", { limit: shownApprovals }),
    readDesk(who.context()),
  ]);
  if (!outcome.ok) return [];
  const { approvals, total } = outcome.value;
  const mayDecide = desk.permissions.has("organization:approve");
  return [
    heading(say(words.approvals)),
    ...(total === 0 ? [line(say(words.noApprovals))] : []),
    ...approvals.flatMap(({ id, title, lines: told, warnings, requestedBy }): Block[] => [
      lines([
        [bold(say(title)), plain(requestedBy ? ` · ${requestedBy}` : "")],
        ...told.map(({ label, value }) => [plain(`${label} : ${value}`)]),
        ...warnings.map((warning) => [bold(`⚠ ${warning}`)]),
      ]),
      ...(mayDecide ? [decisionButtons(id, who.locale)] : []),
    ]),
    ...(total > approvals.length
      ? [
          openButton(
            say(words.more(total - approvals.length)),
            `${parts.env.KONCERT_URL}/approvals`,
          ),
        ]
      : []),
  ];
}
