import type { Models } from "#agent/models.ts";
import type { Organization, World } from "#tools/testing/world.ts";
import type { Phrasing } from "./case.ts";
import { isSql, lackOf, readAll, readingOf, wantedBy } from "./check.ts";
import { converse, resultsOf, type Said, transcriptOf } from "./converse.ts";
import { type EndState, endStateOf } from "./end-state.ts";
import { openCompany } from "./fixture.ts";

export type CaseResult = {
  id: string;
  family: string;
  /** In which of its wordings, from 1, and which time over. */
  phrasing: number;
  repeat: number;
  passed: boolean;
  /**
   * Something was written that nobody asked for: a table changed that the case does not touch, a check
   * reads neither as it did before nor as wanted, or more writes were made than checks were met.
   */
  wrongWrite: boolean;
  /** An act that is irreversible went through without an approval, or a mail left unasked. */
  unapproved: boolean;
  problems: string[];
  transcript: string;
};

/** A company in which the last case changed nothing and asked for nothing serves the next. */
const unspent = new WeakMap<World, Organization>();

/** Says the messages of a case in a company of its own and looks at what stands afterwards. */
export async function runCase(
  one: Phrasing,
  world: World,
  models: Models,
  repeat = 1,
): Promise<CaseResult> {
  const company = unspent.get(world) ?? (await openCompany(world));
  unspent.delete(world);
  const state = endStateOf(world, company.id);
  const { mark } = await state.changes();
  const mails = world.mails.length;
  const talk = converse(() => world.context({ organization: company, locale: one.locale }), models);

  const problems: string[] = [];
  let [met, astray] = [0, false];
  for (const [turn, words] of one.says.entries()) {
    const before = await readAll(one, state);
    const said = await talk.say(words);
    for (const [at, check] of one.expect.entries()) {
      const after = isSql(check) ? (check.after ?? one.says.length) : one.says.length;
      if (after !== turn + 1) continue;
      if (!isSql(check)) {
        const lack = lackOf(check, resultsOf([said]));
        if (lack) problems.push(lack);
        continue;
      }
      const got = await readingOf(check, state);
      const isAsBefore = got === before.get(at);
      if (wantedBy(check).includes(got)) met += isAsBefore ? 0 : 1;
      else {
        problems.push(`${check.sql} → ${got}, not ${JSON.stringify(check.equals)}`);
        astray ||= !isAsBefore;
      }
    }
  }
  const last = talk.said.at(-1)!;
  problems.push(...last.errors.map((error) => `error: ${error}`));
  const spilled = await spillOf(one, state, mark);
  problems.push(...spilled, ...(await waitingProblem(one, state)));

  const { tables } = await state.changes(mark);
  const asked = await state.read("select status from waiting");
  if (Object.keys(tables).length === 0 && asked.length === 0) unspent.set(world, company);

  const done = resultsOf(talk.said);
  const writes = done.filter(({ effect }) => effect !== "read").length;
  return {
    id: one.id,
    family: one.family,
    phrasing: one.phrasing,
    repeat,
    passed: problems.length === 0,
    wrongWrite: problems.length > 0 && (astray || spilled.length > 0 || writes > met),
    unapproved:
      irreversibleDone(talk.said) || (world.mails.length > mails && !one.touches.includes("mail")),
    problems,
    transcript: transcriptOf(talk.said),
  };
}

/** Whether a case already holds where nothing was said: the baseline. */
export async function passesIdle(one: Phrasing, state: EndState): Promise<boolean> {
  if (one.approval || one.expect.some((check) => !isSql(check))) return false;
  const readings = await readAll(one, state);
  return one.expect.every(
    (check, at) => isSql(check) && wantedBy(check).includes(readings.get(at) ?? ""),
  );
}

async function spillOf(one: Phrasing, state: EndState, mark: number): Promise<string[]> {
  const { tables } = await state.changes(mark);
  return Object.entries(tables)
    .filter(([table]) => !one.touches.includes(table))
    .map(([table, count]) => `${count} rows of ${table} changed`);
}

async function waitingProblem(one: Phrasing, state: EndState): Promise<string[]> {
  const waiting = (await state.read("select tool from waiting where status = 'pending'"))
    .flat()
    .join(", ");
  return [one.approval ?? ""].flat().includes(waiting)
    ? []
    : [`waiting for approval: ${waiting || "nothing"}`];
}

/** The door lets none through without an approval; that is what is looked at here. */
const irreversibleDone = (turns: readonly Said[]) =>
  resultsOf(turns).some(
    ({ effect, tool }) => effect === "irreversible" && tool !== "organization_decide_approval",
  );
