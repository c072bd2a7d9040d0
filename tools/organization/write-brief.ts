import type { Say } from "../core/text.ts";
import type { Reminders } from "./read-reminders.ts";

/** The morning's lines: where the tours are, then what waits, one a line; none where nothing is to be said. */
export function writeBrief(
  say: Say,
  {
    state,
    upcoming,
    failedRuns,
    ...late
  }: Reminders & {
    /** Where the tours are, in this language. */
    state: string;
    upcoming: number;
    failedRuns: number;
  },
): string[] {
  const days = (n: number) =>
    say.count(n, { fr: { one: "jour", other: "jours" }, en: { one: "day", other: "days" } });
  const first = <Item>(items: Item[], line: (item: Item) => string) =>
    say.list(items.slice(0, 5).map(line));
  const lines = [
    upcoming > 0 && state,
    late.unprepared.length > 0 &&
      say({
        fr: `À préparer avec les lieux : ${first(late.unprepared, ({ label, day, open }) => `${label}, ${say.shortDay(day)} (${open} points)`)}.`,
        en: `To advance with the venues: ${first(late.unprepared, ({ label, day, open }) => `${label}, ${say.shortDay(day)} (${open} items)`)}.`,
      }),
    late.unsigned.length > 0 &&
      say({
        fr: `Signatures attendues : ${first(late.unsigned, (paper) => `${paper.title} (${days(paper.days)})`)}.`,
        en: `Waiting for a signature: ${first(late.unsigned, (paper) => `${paper.title} (${days(paper.days)})`)}.`,
      }),
    late.unpaid.length > 0 &&
      say({
        fr: `Factures en retard : ${first(late.unpaid, (paper) => `${paper.title}${paper.cents === null ? "" : `, ${say.money(paper.cents, paper.currency)}`} (${days(paper.days)})`)}.`,
        en: `Overdue invoices: ${first(late.unpaid, (paper) => `${paper.title}${paper.cents === null ? "" : `, ${say.money(paper.cents, paper.currency)}`} (${days(paper.days)})`)}.`,
      }),
    late.approvals > 0 &&
      say({
        fr: `${say.count(late.approvals, { fr: { one: "demande attend", other: "demandes attendent" }, en: { one: "", other: "" } })} votre accord.`,
        en: `${say.count(late.approvals, { fr: { one: "", other: "" }, en: { one: "request waits", other: "requests wait" } })} for your decision.`,
      }),
    failedRuns > 0 &&
      say({
        fr: `${say.count(failedRuns, { fr: { one: "tâche automatique est en échec", other: "tâches automatiques sont en échec" }, en: { one: "", other: "" } })}.`,
        en: `${say.count(failedRuns, { fr: { one: "", other: "" }, en: { one: "background run has", other: "background runs have" } })} failed.`,
      }),
  ];
  return lines.filter((line) => line !== false);
}
