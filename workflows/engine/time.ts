import { Cron } from "croner";

const unitMs: Record<string, number> = {
  w: 604_800_000,
  d: 86_400_000,
  h: 3_600_000,
  m: 60_000,
  s: 1_000,
};

/** When a duration such as `1d2h` or an ISO date ends, counted from `from`. */
export function endOf(text: string, from: Date): Date {
  const parts = [...text.matchAll(/(\d+)([wdhms])/g)];
  if (parts.length > 0 && parts.map(([whole]) => whole).join("") === text) {
    return new Date(
      parts.reduce((at, [, count, unit]) => at + Number(count) * unitMs[unit!]!, from.getTime()),
    );
  }
  const date = new Date(text);
  if (text === "") return from;
  if (Number.isNaN(date.getTime())) throw new Error(`“${text}” is neither a duration nor a date`);
  return date;
}

/** The first time of a cron line such as `TZ=Europe/Paris 0 8 * * *` after `from`. */
export function nextTime(line: string, from: Date): Date {
  const [, timezone = "UTC", pattern] = /^(?:TZ=(\S+)\s+)?(.+)$/.exec(line.trim()) ?? [];
  const next = new Cron(pattern ?? line, { timezone, mode: "5-part", paused: true }).nextRun(from);
  if (!next) throw new Error(`the cron line “${line}” never comes`);
  return next;
}

/** How long a failed attempt waits: 10 s, then longer each time, an hour at most. */
export function backoffMs(attempt: number): number {
  return Math.min(10_000 * 3 ** attempt, 3_600_000);
}
