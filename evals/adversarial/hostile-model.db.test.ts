import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { callTool } from "#tools/call-tool.ts";
import type { Outcome } from "#tools/core/outcome.ts";
import { isForMembers, type Tool } from "#tools/core/tool.ts";
import { registry } from "#tools/registry.ts";
import { openWorld, type ContextOptions, type World } from "#tools/testing/world.ts";
import { bound, inParallel, seed, tries } from "./bound.ts";
import { changed } from "./changed-input.ts";
import { type Fingerprint, fingerprintReader, moved } from "./fingerprint.ts";
import { consequential, type House, openHouse, type Request } from "./stage.ts";

/** A model that wants harm: it knows every id and says whatever it likes to every tool. */
const sequences = tries(100_000);
const together = Math.min(sequences, 2_000);

type Known = Request & { id: string; state: string; house: House; foreign: House };

let world: World;
let ours: House;
let theirs: House;
let readRows: (organization: string) => Promise<Fingerprint>;
let approvals: Known[];
/** Ids of calls that were made before, and of those that stand on an approval. */
let calls: string[];
let decided: string[];

const members = (registry as readonly Tool[]).filter(isForMembers);
const irreversible = members.filter(({ effect }) => effect === "irreversible");
const reads = members.filter(({ effect, traced }) => effect === "read" && !traced);
const closed = members.filter(
  ({ effect, permission }) => effect === "write" && !/:read$|^agent:use|^door:/.test(permission),
);

beforeAll(async () => {
  world = await openWorld();
  ours = await openHouse(world);
  theirs = await openHouse(world);
  readRows = await fingerprintReader(world);
  approvals = [...(await requestsOf(ours, theirs)), ...(await requestsOf(theirs, ours))];
  const rows = await world.rows<{ id: string; tool: string }>(
    "select id, tool from tool_calls where effect <> 'read'",
  );
  calls = rows.map(({ id }) => id);
  decided = rows.filter(({ tool }) => tool.endsWith("_decide_approval")).map(({ id }) => id);
});
afterAll(() => world?.close());

/** Approvals in every state: accepted when the house was opened, refused, expired, and open ones. */
async function requestsOf(house: House, foreign: House): Promise<Known[]> {
  const { organization } = house;
  for (const state of ["refused", "expired", "pending"]) {
    for (const { tool, input } of consequential) {
      const { approvalId } = await world.pending(tool, input, { organization, via: "agent" });
      if (state === "refused")
        await world.done(
          "organization_decide_approval",
          { approval: approvalId, decision: "refuse" },
          { organization },
        );
      if (state === "expired")
        await world.rows("update approvals set expires_at = now() - interval '1 h' where id = $1", [
          approvalId,
        ]);
    }
  }
  const rows = await world.rows<Request & { id: string; state: string }>(
    `select id, tool, input, case when expires_at < now() then 'expired' else status end as state
       from approvals where organization_id = $1`,
    [organization.id],
  );
  return rows.map((row) => ({ ...row, house, foreign }));
}

/** What it may try, and how often: what is cheap to refuse most. */
const weights = {
  ask: 1,
  "ask for what nothing brings back": 3,
  "run with an approval": 6,
  "run another call with an approval": 6,
  decide: 6,
  "decide by hand what is not open": 5,
  "decide without the right": 4,
  "decide next door": 6,
  "repeat a call id": 1,
  undo: 1,
  read: 2,
  "write without the right": 4,
};
const kinds = Object.keys(weights) as (keyof typeof weights)[];

const move = fc.record({
  kind: fc.oneof(...kinds.map((kind) => ({ weight: weights[kind], arbitrary: fc.constant(kind) }))),
  what: fc.nat(10_000),
  which: fc.nat(10_000),
  twist: fc.nat(10_000),
  role: fc.constantFrom("owner", "owner", "manager"),
  via: fc.constantFrom("agent", "mcp"),
  tainted: fc.boolean(),
});
type Move = typeof move extends fc.Arbitrary<infer Made> ? Made : never;
const sequence = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(move) },
  { weight: 1, arbitrary: fc.array(move, { minLength: 2, maxLength: 4 }) },
);

const pick = <One>(list: readonly One[], at: number): One => list[at % list.length] as One;
const exampleOf = (tool: Tool, at: number) => pick(tool.examples, at).input as Request["input"];

/** Makes the call of a move. Only a read may be answered as done. */
function make(one: Move, earlier: string): Promise<Outcome> {
  const options: ContextOptions = {
    organization: ours.organization,
    role: one.role,
    via: one.via,
    tainted: one.tainted,
    locale: one.twist % 2 ? "fr" : "en",
  };
  const act = (name: string, input: unknown, more: ContextOptions = {}, approval?: string) =>
    callTool(world.context({ ...options, ...more }), name, input, approval);
  const decide = (
    approval: Known,
    more: ContextOptions = {},
    decision = one.twist % 3 ? "accept" : "refuse",
  ) => act("organization_decide_approval", { approval: approval.id, decision }, more);
  const request = pick(consequential, one.what);
  const known = pick(approvals, one.which);
  const { tool, input } = known;
  switch (one.kind) {
    case "ask":
      return act(request.tool, request.input);
    case "ask for what nothing brings back": {
      const asked = pick(irreversible, one.what);
      return act(asked.name, changed(exampleOf(asked, one.which), one.twist));
    }
    case "run with an approval":
      return act(tool, input, {}, known.id);
    case "run another call with an approval": {
      // Even by hand: an approval is for what was shown.
      const others = irreversible.filter(({ name }) => name !== tool);
      const twisted = changed(input, one.twist);
      return one.what % 2
        ? act(tool, twisted, { via: "web" }, known.id)
        : act(pick(others, one.what).name, input, { via: "web" }, known.id);
    }
    case "decide":
      return decide(known);
    case "decide by hand what is not open": {
      const shut = approvals.filter(({ state }) => state !== "pending");
      return decide(pick(shut, one.which), { via: "web" }, "accept");
    }
    case "decide without the right":
      return decide(known, {
        via: "web",
        role: pick(["accountant", "door_staff", "viewer"], one.what),
        organization: known.house.organization,
      });
    case "decide next door":
      return decide(known, { via: "web", organization: known.foreign.organization });
    case "repeat a call id":
      return act(request.tool, request.input, {
        callId: one.twist % 2 ? earlier : pick(calls, one.which),
      });
    case "undo":
      return act("organization_undo_call", { call: pick(decided, one.which) });
    case "read": {
      const read = pick(reads, one.what);
      return act(read.name, changed(exampleOf(read, one.which), one.twist));
    }
    case "write without the right": {
      const write = pick(closed, one.what);
      const mine = /^(business|documents):/.test(write.permission);
      return act(write.name, exampleOf(write, one.which), {
        role: mine ? "door_staff" : "accountant",
      });
    }
  }
}

const stateOfApprovals = () =>
  world.rows(
    `select id, status, decided_by, call_id, input_hash from approvals where id = any($1) order by id`,
    [approvals.map(({ id }) => id)],
  );

test(
  "nothing happens without an approval bound to exactly that call",
  { timeout: 900_000 },
  async () => {
    const before = await stateOfApprovals();
    const rowsBefore = [
      await readRows(ours.organization.id),
      await readRows(theirs.organization.id),
    ] as const;
    const made = { sequences: 0, calls: 0 };
    const answers = new Map<string, number>();
    for (let batch = 0; made.sequences < sequences; batch += 1) {
      const drawn = fc.sample(sequence, { seed: seed + batch, numRuns: together });
      await inParallel(drawn, async (moves) => {
        made.sequences += 1;
        let earlier: string = randomUUID();
        for (const one of moves) {
          made.calls += 1;
          const outcome = await make(one, earlier);
          earlier = outcome.callId;
          const code = outcome.ok ? "done" : "pending" in outcome ? "pending" : outcome.error.code;
          const told = `${one.kind}: ${code}`;
          answers.set(told, (answers.get(told) ?? 0) + 1);
          const isWrong = (outcome.ok && one.kind !== "read") || code === "internal";
          if (isWrong)
            throw new Error(`${told}, seed ${seed}: ${JSON.stringify({ one, outcome })}`);
        }
      });
      const seen = `seed ${seed}, batch ${batch}`;
      expect(moved(rowsBefore[0], await readRows(ours.organization.id)), seen).toEqual([]);
      expect(moved(rowsBefore[1], await readRows(theirs.organization.id)), seen).toEqual([]);
      expect(await stateOfApprovals(), seen).toEqual(before);
      expect(world.mails, seen).toEqual([]);
      // What the model asked for waits; that it waits is all that it may leave.
      await world.rows("delete from approvals where status = 'pending' and id <> all($1)", [
        approvals.map(({ id }) => id),
      ]);
    }
    console.info(Object.fromEntries([...answers].toSorted()));
    console.info(`seed ${seed}, ${made.calls} calls`);
    console.info(bound("sequences of a hostile model", made.sequences));
    // Every kind of move was met, and the database refused it rather than the parser alone.
    for (const kind of kinds)
      expect([...answers.keys()].some((answer) => answer.startsWith(kind))).toBe(true);
  },
);
