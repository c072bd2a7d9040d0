import type { Text } from "./text.ts";

/** The closed set of codes that every surface translates once. */
export const errorCodes = [
  "invalid_input",
  "not_found",
  "forbidden",
  "conflict",
  "limit_reached",
  "expired",
  "unavailable",
  "internal",
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** The only error that tools throw. `message` says what happened and what to do. */
export class ToolError extends Error {
  readonly code: ErrorCode;
  readonly text: Text;
  readonly field: string | undefined;
  readonly choices: Choice[] | undefined;
  /** The refusal in the words of the domain, such as `sold_out`, for a page that answers to it. */
  readonly reason: string | undefined;

  constructor(
    code: ErrorCode,
    text: Text,
    more: { field?: string; choices?: Choice[]; reason?: string } = {},
  ) {
    super(text.en);
    this.name = "ToolError";
    this.code = code;
    this.text = text;
    this.field = more.field;
    this.choices = more.choices;
    this.reason = more.reason;
  }

  /** The server and Next's bundle hold a copy of this class each, and share what throws it. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === "ToolError";
  }
}

/** A row that an ambiguous reference may mean. */
export type Choice = { id: string; label: string };
