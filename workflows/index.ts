import { continueAfterSale } from "./continue-after-sale.ts";
import { endHolds } from "./end-holds.ts";
import { askForOptions, expireOptions } from "./expire-options.ts";
import { askForBriefs, morningBrief } from "./morning-brief.ts";
import { reconcile } from "./reconcile-payments.ts";
import { askForScores, scoreFans } from "./score-fans.ts";
import { sendOutbox } from "./send-outbox.ts";
import type { Workflow } from "./workflow.ts";

/** Every durable function. */
export const workflows: readonly Workflow[] = [
  endHolds,
  reconcile,
  continueAfterSale,
  sendOutbox,
  askForOptions,
  expireOptions,
  askForScores,
  scoreFans,
  askForBriefs,
  morningBrief,
];
