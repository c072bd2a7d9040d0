import type { ErrorCode } from "#tools/core/errors.ts";
import type { Outcome } from "#tools/core/outcome.ts";

const statuses: Record<ErrorCode, number> = {
  invalid_input: 422,
  not_found: 404,
  forbidden: 403,
  conflict: 409,
  limit_reached: 409,
  expired: 410,
  unavailable: 503,
  internal: 500,
};

/** The HTTP status that an outcome is answered with. */
export const statusOf = (outcome: Outcome): number =>
  "error" in outcome ? statuses[outcome.error.code] : "pending" in outcome ? 202 : 200;
