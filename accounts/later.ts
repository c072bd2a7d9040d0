/** Work that a person need not wait for: letters, lines in the log. */
export type Later = {
  (work: Promise<unknown>): void;
  /** Resolves when nothing is under way. */
  settled(): Promise<void>;
};

/** Keeps the process's unfinished work; a serverless host is asked to wait for it. */
export function createLater(report: (error: Error) => void): Later {
  const underWay = new Set<Promise<unknown>>();
  const later = (work: Promise<unknown>) => {
    const done = work.catch(report).finally(() => underWay.delete(done));
    underWay.add(done);
    waitUntil()?.(done);
  };
  const settled = async () => {
    while (underWay.size > 0) await Promise.all(underWay);
  };
  return Object.assign(later, { settled });
}

type RequestContext = { get?(): { waitUntil?(work: Promise<unknown>): void } | undefined };

/** Vercel offers `waitUntil` to the request at hand under this symbol. */
function waitUntil() {
  const key = Symbol.for("@vercel/request-context");
  return (globalThis as { [key]?: RequestContext })[key]?.get?.()?.waitUntil;
}
