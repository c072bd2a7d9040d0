import type { QueueSight } from "./queue-sight.ts";

export type Learnt = {
  sight: QueueSight | null;
  /** When a call ends, by this page's own clock. */
  callEnds: number | null;
  /** The most that ever stood before this page: how far it has come. */
  from: number;
};

const retrySeconds = 5;

/** Asks for this browser's place as often as the server says; `learn` hears null while no answer comes. */
export function watchQueue(slug: string, learn: (learnt: Learnt) => void) {
  let clock: ReturnType<typeof setTimeout> | undefined;
  let turn = 0;
  let from = 1;

  async function ask(isJoining: boolean) {
    clearTimeout(clock);
    turn += 1;
    const mine = turn;
    const sight = await request(slug, isJoining).catch(() => null);
    // Another question was asked meanwhile: its answer counts.
    if (mine !== turn) return;
    const left = sight?.secondsLeft ?? null;
    from = Math.max(from, sight?.ahead ?? 1);
    learn({ sight, from, callEnds: left === null ? null : performance.now() + left * 1_000 });
    if (sight && ["missed", "left", "over"].includes(sight.status)) return;
    // Thousands of pages that open at once do not ask at once.
    const wait = (sight?.again ?? retrySeconds) * (1 + Math.random() / 4);
    clock = setTimeout(() => void ask(isJoining && sight === null), wait * 1_000);
  }

  return {
    join: () => void ask(true),
    look: () => void ask(false),
    stop() {
      turn += 1;
      clearTimeout(clock);
    },
  };
}

async function request(slug: string, isJoining: boolean): Promise<QueueSight> {
  const response = await (isJoining
    ? fetch("/api/sale/queue", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ slug }),
      })
    : fetch(`/api/sale/queue?slug=${encodeURIComponent(slug)}`));
  const seen = (await response.json()) as QueueSight | { ok: false };
  if (!("status" in seen)) throw new Error("no place");
  return seen;
}
