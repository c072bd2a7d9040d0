import { afterEach, beforeEach, expect, test } from "vitest";
import { openWorkflows, type Workflows } from "#inngest.config.ts";
import { plannedTour } from "#tools/testing/tour.ts";
import { openWorld, type World } from "#tools/testing/world.ts";

let world: World;
let work: Workflows;
let at: Date;
let failures: unknown[];
beforeEach(async () => {
  world = await openWorld();
  at = new Date("2026-11-26T20:00:00Z");
  failures = [];
  work = openWorkflows(
    { ...world.context(), env: { KONCERT_URL: "https://exemple.fr" }, now: () => at },
    {},
    undefined,
    { onError: (error) => failures.push(error) },
  );
  await work.engine?.serve(work.handler);
  await work.engine?.settle();
});
afterEach(async () => {
  expect(failures).toEqual([]);
  await work.stop();
  await world.close();
});

const goTo = async (iso: string) => {
  at = new Date(iso);
  await work.engine?.settle();
};
type Runs = { runs: { title: { fr: string }; status: string }[] };

test("the night lets options fall, scores the fans and writes the brief, for each organization apart", async () => {
  const dates = await plannedTour(world);
  await world.rows(
    "update performances set status = 'option', hold_rank = 1, hold_expires_on = '2026-11-26' where id = $1",
    [dates.Lille],
  );
  await world.done("contacts_create_contact", { name: "Léa Martin", kind: "fan" });

  // 27 November 2026 is a Friday; Paris is an hour ahead.
  await goTo("2026-11-27T03:59:00Z");
  expect(await world.rows("select status from performances where id = $1", [dates.Lille])).toEqual([
    { status: "option" },
  ]);
  expect(await world.rows("select score from fan_scores")).toEqual([{ score: 0 }]);
  await goTo("2026-11-27T04:00:00Z");
  expect(await world.rows("select status from performances where id = $1", [dates.Lille])).toEqual([
    { status: "cancelled" },
  ]);
  await goTo("2026-11-27T06:30:00Z");
  // Mails wait for the next minute at most.
  await goTo("2026-11-27T06:31:00Z");
  expect(world.mails.map(({ subject }) => subject)).toEqual([
    "Le point du matin, Bleu Nuit Productions",
    "Le point du matin, Bleu Nuit Productions",
  ]);

  const { value } = await world.done<Runs>("organization_list_runs", {}, { now: at });
  expect(value.runs.map(({ title, status }) => `${title.fr}: ${status}`).toSorted()).toEqual([
    "Options échues: completed",
    "Point du matin: completed",
    "Score des fans: completed",
  ]);
  const jobs = await world.rows(
    "select distinct tool, actor_kind from tool_calls where via = 'job' and organization_id = $1 and effect <> 'read' order by tool",
    [world.here.id],
  );
  expect(jobs).toEqual([
    { tool: "contacts_score_fans", actor_kind: "job" },
    { tool: "organization_send_brief", actor_kind: "job" },
    { tool: "tours_expire_holds", actor_kind: "job" },
  ]);

  // Saturdays are left alone.
  await goTo("2026-11-28T07:00:00Z");
  expect(world.mails).toHaveLength(2);
});

test("an hour that passed while the server was off is made up for once", async () => {
  await goTo("2026-12-04T12:00:00Z");
  const runs = await world.rows<{ n: number }>(
    "select count(*)::int as n from jobs.runs where function_id = 'koncert-ask-score-fans'",
  );
  expect(runs).toEqual([{ n: 1 }]);
});
