import type { Actor } from "#database/as-actor.ts";
import type { Database } from "#database/pool.ts";
import type { Integrations } from "#integrations/integrations.ts";
import type { Locale } from "./text.ts";

/** Who is asking, through what, in which language, and when. Built by surfaces from the session only. */
export type Context = {
  database: Database;
  integrations: Integrations;
  actor: Actor;
  locale: Locale;
  now: Date;
  /** Same id, same input: same result and one effect. */
  callId: string;
  runId?: string;
  conversationId?: string;
  /** True once this run has read text written by people outside. */
  tainted?: boolean;
};
