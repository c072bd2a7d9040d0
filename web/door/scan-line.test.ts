import { expect, test } from "vitest";
import type { Outcome } from "#tools/core/outcome.ts";
import { type CheckIn, createScanLine, type ScanInput, type Verdict } from "./scan-line.ts";

const scan = (code: string): ScanInput => ({ performance: "p", direction: "in", code });
const refused = (message: string): Outcome<CheckIn> => ({
  ok: false,
  callId: "",
  tool: "ticketing_check_in",
  error: { code: "not_found", message },
});
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

/** A line whose answers the test gives by hand, in the order of the questions. */
function openLine() {
  const asked: { code: string; callId: string; answer(outcome: Outcome<CheckIn> | Error): void }[] =
    [];
  const told: string[] = [];
  const line = createScanLine(
    (input, callId) =>
      new Promise((resolve, reject) => {
        asked.push({
          code: "code" in input ? input.code : "",
          callId,
          answer: (given) => (given instanceof Error ? reject(given) : resolve(given)),
        });
      }),
    (verdict: Verdict, input) => told.push(`${"code" in input ? input.code : ""} ${verdict.kind}`),
  );
  return { line, asked, told };
}

test("scans made while one is under way wait their turn, and none is lost", async () => {
  const { line, asked, told } = openLine();
  for (const code of ["A", "B", "C"]) line.add(scan(code));
  expect(asked.map(({ code }) => code)).toEqual(["A"]);
  for (const index of [0, 1, 2]) {
    asked[index]?.answer(refused("non"));
    await settled();
  }
  expect(told).toEqual(["A failed", "B failed", "C failed"]);
});

test("a scan without an answer is told as lost and lets the next one pass", async () => {
  const { line, asked, told } = openLine();
  line.add(scan("A"));
  line.add(scan("B"));
  asked[0]?.answer(new Error("network"));
  await settled();
  asked[1]?.answer(refused("non"));
  await settled();
  expect(told).toEqual(["A lost", "B failed"]);
});

test("scanned again after a lost answer, a ticket asks under the same call id; answered, under a new one", async () => {
  const { line, asked } = openLine();
  line.add(scan("A"));
  asked[0]?.answer(new Error("network"));
  await settled();
  line.add(scan("A"));
  asked[1]?.answer(refused("non"));
  await settled();
  line.add(scan("A"));
  expect(asked[1]?.callId).toBe(asked[0]?.callId);
  expect(asked[2]?.callId).not.toBe(asked[0]?.callId);
});

test("the same code read twice while it waits is asked once", async () => {
  const { line, asked } = openLine();
  line.add(scan("A"));
  line.add(scan("A"));
  asked[0]?.answer(refused("non"));
  await settled();
  expect(asked.length).toBe(1);
});
