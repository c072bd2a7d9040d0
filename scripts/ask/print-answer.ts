import { createSay, type Locale, type Say } from "#tools/core/text.ts";
import type { Pending } from "#tools/core/outcome.ts";
import { printCard } from "./print-card.ts";
import type { Report } from "./report.ts";

/** An answer for a person at a terminal: words, results as small tables, and what to do next. */
export function printAnswer(report: Report, locale: Locale, now: Date): string {
  const say = createSay(locale, now);
  const cards = report.calls.flatMap(({ outcome }) => (outcome.ok ? outcome.cards : []));
  const blocks = [
    ...report.notices.map((text) => `» ${text}`),
    report.answer.trim(),
    ...cards.map((card) => printCard(card, say)),
    ...report.approvals.map((pending) => printApproval(pending, say)),
    printChoices(report, say),
    printUnsourced(report, say),
    ...report.errors,
  ];
  return blocks.filter((block) => block !== "").join("\n\n");
}

function printApproval({ approvalId, preview }: Pending["pending"], say: Say): string {
  const lines = preview.lines.map(
    ({ label, value }) => `  ${say(label)} : ${typeof value === "string" ? value : say(value)}`,
  );
  return [
    say({ fr: `À approuver : ${say(preview.title)}`, en: `To approve: ${say(preview.title)}` }),
    ...lines,
    ...(preview.warnings ?? []).map((warning) => `  ! ${say(warning)}`),
    say({
      fr: '  npm run ask -- "j’accepte"   ou   npm run ask -- "je refuse"',
      en: '  npm run ask -- "I accept"   or   npm run ask -- "I refuse"',
    }),
    `  ${approvalId}`,
  ].join("\n");
}

function printChoices({ choices }: Report, say: Say): string {
  if (choices.length === 0) return "";
  return [
    say({ fr: "Répondez par l’un de ces choix :", en: "Answer with one of these:" }),
    ...choices.map((choice) =>
      choice.label === choice.say
        ? `  - ${choice.label}`
        : `  - ${choice.label} → « ${choice.say} »`,
    ),
  ].join("\n");
}

/** Figures that no result contains are pointed out, as the chat page marks them. */
function printUnsourced({ answer, grounding }: Report, say: Say): string {
  const unsourced = grounding
    .filter(({ callId }) => callId === null)
    .map(({ start, end }) => answer.slice(start, end));
  if (unsourced.length === 0) return "";
  return say({
    fr: `Sans source dans les résultats : ${unsourced.join(", ")}`,
    en: `Without a source in the results: ${unsourced.join(", ")}`,
  });
}
