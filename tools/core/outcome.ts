import type { Card } from "./card.ts";
import type { Choice, ErrorCode } from "./errors.ts";
import type { Effect, Preview, Subject } from "./tool.ts";

export type Done<Value> = {
  ok: true;
  callId: string;
  tool: string;
  effect: Effect;
  value: Value;
  /** In the caller's language. */
  summary: string;
  cards: Card[];
  about: Subject[];
  /** The text of others stands in the value. */
  untrusted: boolean;
  replayed: boolean;
  /** All that it changed can be taken back, as long as nothing later stands on it. */
  undoable: boolean;
};

export type Pending = {
  ok: false;
  callId: string;
  tool: string;
  pending: { approvalId: string; preview: Preview; expiresAt: string };
};

export type Failed = {
  ok: false;
  callId: string;
  tool: string;
  error: { code: ErrorCode; message: string; field?: string; choices?: Choice[]; reason?: string };
};

export type Outcome<Value = unknown> = Done<Value> | Pending | Failed;
