/** Long work in small steps, so that whoever does it can let others in between. */
export type Steps<Result> = Generator<void, Result, void>;

/** Does all the steps that are left, at once. */
export function finish<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

const sliceMs = 8;

/** Does the steps in slices between which the process answers others. */
export async function finishKindly<Result>(steps: Steps<Result>): Promise<void> {
  for (let done = false; !done;) {
    const until = performance.now() + sliceMs;
    while (!done && performance.now() < until) done = steps.next().done ?? false;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
