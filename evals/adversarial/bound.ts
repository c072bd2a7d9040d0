/** What no failure in so many tries says, at 95 %: the rule of three. */
export function bound(what: string, tries: number): string {
  const most = (3 / Math.max(tries, 1)).toExponential(1);
  return `${what}: no failure in ${tries.toLocaleString("en")} tries, so fewer than ${most} of them at 95 %`;
}

/** The seed of this run, told so that a failure can be played again with KONCERT_SEED. */
export const seed = Number(process.env["KONCERT_SEED"] ?? Math.floor(Math.random() * 2 ** 31));

/** So many tries; KONCERT_TRIES=0.1 asks for a tenth while a suite is worked on. */
export const tries = (whole: number) =>
  Math.max(1, Math.round(whole * Number(process.env["KONCERT_TRIES"] ?? 1)));

/** Does every task, a few at a time: what one waits for another uses. */
export async function inParallel<Task>(
  tasks: readonly Task[],
  run: (task: Task) => Promise<unknown>,
  atOnce = 8,
): Promise<void> {
  const waiting = tasks.values();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const task of waiting) await run(task);
    }),
  );
}
