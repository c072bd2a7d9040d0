import type { Outcome } from "#tools/core/outcome.ts";
import type { World } from "#tools/testing/world.ts";
import type { Check } from "./case.ts";

/** What was said and done in a case. */
export type Trace = { answer: string; outcomes: Outcome[] };

/** Why a check fails, or nothing when it holds. */
export async function problemOf(
  check: Check,
  trace: Trace,
  world: World,
): Promise<string | undefined> {
  if ("told" in check) {
    const answer = plain(trace.answer);
    const untold = check.told.filter((fact) => !answer.includes(plain(fact)));
    return untold.length > 0 ? `not told: ${untold.join(", ")}` : undefined;
  }
  if ("writes" in check) {
    const writes = trace.outcomes.filter((one) => one.ok && one.effect !== "read").length;
    return writes === check.writes ? undefined : `${writes} writes, not ${check.writes}`;
  }
  if ("called" in check) {
    return trace.outcomes.some((one) => one.ok && one.tool === check.called)
      ? undefined
      : `${check.called} was not called`;
  }
  if ("noPending" in check) {
    return trace.outcomes.some((one) => "pending" in one) ? "an approval was asked for" : undefined;
  }
  if ("pending" in check) {
    const asked = trace.outcomes.some((one) => "pending" in one && one.tool === check.pending);
    const ran = trace.outcomes.some((one) => one.ok && one.tool === check.pending);
    return !asked ? `no approval for ${check.pending}` : ran ? `${check.pending} ran` : undefined;
  }
  const outcome = await world.act(check.read, check.input);
  if (!outcome.ok) return check.count === 0 ? undefined : `${check.read} failed`;
  const value = outcome.value as Record<string, unknown>;
  const rows = check.rows === "" ? [value] : (value[check.rows] as Record<string, unknown>[]);
  const found = rows.filter((row) =>
    Object.entries(check.where).every(([key, wanted]) => same(row[key], wanted)),
  ).length;
  return found === check.count
    ? undefined
    : `${found} rows of ${check.read} with ${JSON.stringify(check.where)}, not ${check.count}`;
}

/** Signs and spaces that typography varies are alike. */
const plain = (text: string) =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[\u00a0\u202f]/gu, " ")
    .replace(/’/gu, "'")
    .toLowerCase();
const same = (got: unknown, wanted: unknown) =>
  typeof got === "string" && typeof wanted === "string"
    ? plain(got) === plain(wanted)
    : got === wanted;
