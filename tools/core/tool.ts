import type { z } from "zod";
import type { Tx } from "#database/as-actor.ts";
import type { Card } from "./card.ts";
import type { Database } from "#database/pool.ts";
import type { Context } from "./context.ts";
import type { MergedAnswer, MergedCall } from "./lane.ts";
import type { Locale, Say, Text } from "./text.ts";

export type Effect = "read" | "write" | "irreversible";

/** What will happen, computed by code from the database: who, how many, how much. */
export type Preview = {
  title: Text;
  lines: { label: Text; value: Text | string }[];
  warnings?: Text[];
};

/** What `run` and `preview` receive: the caller, inside the caller's own transaction. */
export type ToolContext = Context & {
  tx: Tx;
  say: Say;
  /** Runs another tool inside this transaction, with the caller's rights and validation. */
  call(name: string, input: unknown): Promise<unknown>;
  find(name: string): Tool | undefined;
  /** Words for a reader whose language is not the caller's. */
  sayIn(locale: Locale): Say;
};

/** A row by its kind and id, with the words a person would use for it. */
export type Subject = { kind: SubjectKind; id: string; label: string };

export const subjectKinds = [
  "artist",
  "production",
  "tour",
  "venue",
  "performance",
  "ticket_type",
  "order",
  "guest_list",
  "contact",
  "document",
  "expense",
  "income",
  "member",
  "approval",
  "call",
] as const;
export type SubjectKind = (typeof subjectKinds)[number];

export type Example<Input> = { fr: string; en: string; input: Input };

export type Tool<
  Name extends string = string,
  Input extends z.ZodObject = z.ZodObject,
  Output extends z.ZodType = z.ZodType,
  Prepared = unknown,
> = {
  /** `domain_verb_object`; the file is `tools/domain/verb-object.ts`. */
  name: Name;
  title: Text;
  /** Facts for the model: when to use it, what comes back. */
  description: string;
  permission: string;
  effect: Effect;
  /** A read that leaves a line in the log, such as an export; other reads can't write at all. */
  traced?: true;
  /** Sends something outside; asks for approval once the run has read text from outside. */
  outbound?: true;
  /** Fields that never enter the log: keys and passwords. */
  withheld?: readonly string[];
  /** Its result carries text written by others (notes, names, mail, files), as that of every read may. */
  untrusted?: true;
  /** True when this very call can't be taken back although the tool usually can. */
  escalate?(ctx: ToolContext, input: z.output<Input>): Promise<boolean>;
  input: Input;
  output: Output;
  /** `input` as a person would mean it: references may be names, resolved like any input. */
  examples: Example<z.input<Input>>[];
  /** True when taking such a call back needs approval, although the call itself may not have. */
  escalateUndo?(ctx: ToolContext, stored: unknown): Promise<boolean>;
  /** Required where `effect` is irreversible or `escalate` exists. */
  preview?(ctx: ToolContext, input: z.output<Input>): Promise<Preview>;
  /**
   * Slow work that must not hold a transaction, such as reading a file or keeping it: done before one
   * opens, for an actor with the permission. `run` receives what it gives. Done again, it changes nothing.
   */
  prepare?(context: Context, input: z.output<Input>): Promise<Prepared>;
  run(ctx: ToolContext, input: z.output<Input>, prepared: Prepared): Promise<z.input<Output>>;
  /**
   * Where many buyers do the same at once: calls of one actor with one key share a statement, which
   * keeps the log of calls itself. `run` serves the tools that run this one.
   */
  merge?: {
    key(input: z.output<Input>): string;
    /** One answer for each call, in their order. */
    run(
      database: Database,
      calls: MergedCall<z.output<Input>>[],
    ): Promise<MergedAnswer<z.input<Output>>[]>;
  };
  /** One or two sentences for a person. */
  summary(output: z.output<Output>, say: Say): string;
  show?(output: z.output<Output>, say: Say): Card | Card[];
  /** The rows that the result speaks of, the main one first: links, pronouns and grounding use them. */
  about?(output: z.output<Output>): Subject[];
};

/** Called by the pages of the public sale, where no member acts: no conversation offers it. */
export const isForBuyers = (tool: Tool): boolean => tool.permission === "sale:buy";

/** What a member may ask for. The rest is called by the public sale, devices at the door, or the server's own jobs. */
export const isForMembers = (tool: Tool): boolean =>
  !isForBuyers(tool) && tool.permission !== "payments:settle" && tool.permission !== "door:sync";

/** Declares a tool. Checked at start-up by the registry's sweep test. */
export function defineTool<
  const Name extends string,
  Input extends z.ZodObject,
  Output extends z.ZodType,
  Prepared = unknown,
>(tool: Tool<Name, Input, Output, Prepared>): Tool<Name, Input, Output, Prepared> {
  return tool;
}
