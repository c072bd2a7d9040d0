import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase } from "./create-test-database.ts";
import type { TestDatabase } from "./create-test-database.ts";
import { countTap, tell } from "./run-stories.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

test("a story counts what it told before an SQL error, and the error", async () => {
  const story = await tell(
    "broken",
    "begin; select 'ok 1 - one'; select 'not ok 2 - two'; select 1/0; select 'ok 3 - three'",
    database.adminUrl,
  );
  expect(story).toMatchObject({ passed: 1, failed: 2 });
  expect(story.problems).toEqual(["not ok 2 - two", "broke after 2 assertions: division by zero"]);
});

test("a story that tells fewer assertions than planned has failed", () => {
  expect(countTap(["1..2", "ok 1 - one"])).toMatchObject({ passed: 1, failed: 1 });
  expect(countTap(["1..1", "ok 1 - one"])).toMatchObject({ passed: 1, failed: 0 });
  expect(countTap([])).toMatchObject({ passed: 0, failed: 1 });
});

test("a failed assertion comes with its explanation", () => {
  const { problems } = countTap([
    "1..1",
    "not ok 1 - sum",
    '# Failed test 1: "sum"',
    "#   have: 1",
  ]);
  expect(problems).toEqual(["not ok 1 - sum", '# Failed test 1: "sum"', "#   have: 1"]);
});
