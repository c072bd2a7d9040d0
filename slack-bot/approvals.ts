import type { types } from "@slack/bolt";
import type { Pending } from "#tools/core/outcome.ts";
import { createSay, type Locale, type Text } from "#tools/core/text.ts";
import { bold, heading, lines, plain, small } from "./blocks.ts";
import { words } from "./words.ts";

export type Decision = "accept" | "refuse";

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;

/** What waits for a person: exactly what will happen, as the database told it, and two buttons. */
export function approvalBlocks(
  { approvalId, preview, expiresAt }: Pending["pending"],
  locale: Locale,
  now = new Date(),
): types.KnownBlock[] {
  const say = createSay(locale, now);
  const told = (value: Text | string) => {
    const text = typeof value === "string" ? value : say(value);
    return instant.test(text)
      ? `${say.day(text.slice(0, 10))}, ${say.time(text, "Europe/Paris")}`
      : text;
  };
  const day = (into: Locale) => {
    const speak = createSay(into, now);
    return `${speak.day(expiresAt.slice(0, 10))}, ${speak.time(expiresAt, "Europe/Paris")}`;
  };
  return [
    heading(say(preview.title)),
    ...(preview.lines.length > 0
      ? [
          lines(
            preview.lines.map(({ label, value }) => [bold(`${say(label)} : `), plain(told(value))]),
          ),
        ]
      : []),
    ...(preview.warnings ?? []).map((warning) => lines([[bold(`⚠ ${say(warning)}`)]])),
    small(`${say(words.approval)} · ${say(words.expires({ fr: day("fr"), en: day("en") }))}`),
    decisionButtons(approvalId, locale),
  ];
}

export function decisionButtons(approvalId: string, locale: Locale): types.KnownBlock {
  const say = createSay(locale);
  const button = (decision: Decision, style: "primary" | "danger") => ({
    type: "button" as const,
    action_id: `approval:${decision}`,
    value: approvalId,
    style,
    text: { type: "plain_text" as const, text: say(words[decision]), emoji: false },
  });
  return {
    type: "actions",
    block_id: `approval:${approvalId}`,
    elements: [button("accept", "primary"), button("refuse", "danger")],
  };
}
