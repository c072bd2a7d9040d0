import type { Database } from "#database/pool.ts";
import type { Integrations } from "#integrations/integrations.ts";

export type RushParts = {
  database: Database;
  integrations: Integrations;
  /** Cookies travel by https alone. */
  isSecure: boolean;
  /** Requests of one address in a minute; a crowd behind one address stays under it. */
  perMinute?: { hold: number; join: number };
};
