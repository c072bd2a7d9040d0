import { Environment } from "@marcbachmann/cel-js";

const environment = new Environment({ unlistedVariablesAreDyn: true });

export type Event = { id: string; name: string; data: Record<string, unknown>; ts: number };

/** Whether a condition holds for a run's event and the one that comes in; what it can't read is no match. */
export function holds(expression: string | null | undefined, event: Event, async?: Event): boolean {
  if (!expression) return true;
  try {
    return environment.evaluate(expression, { event, ...(async ? { async } : {}) }) === true;
  } catch {
    return false;
  }
}

/** The value of a key such as `event.data.campaignId`; one key for all where there is none. */
export function keyOf(expression: string | undefined, event: Event): string {
  if (!expression) return "";
  try {
    return String(environment.evaluate(expression, { event }));
  } catch {
    return "";
  }
}
