import { hashOf } from "#tools/core/canonical.ts";
import type { Context } from "#tools/core/context.ts";
import type { Outcome } from "#tools/core/outcome.ts";
import { callIdOf } from "./call-id.ts";

export type Door = (context: Context, name: string, input: unknown) => Promise<Outcome>;

export type MadeCall = {
  tool: string;
  input: unknown;
  toolCallId: string;
  outcome: Outcome;
  /** In milliseconds since 1970. */
  took?: { from: number; to: number };
};

/**
 * The tool calls of one run: made through the door as the person's agent, one after the other, each
 * with an id that what it does gives. Once a result carried text of others, the rest of the run
 * is tainted.
 */
export class RunCalls {
  readonly made: MadeCall[] = [];
  readonly #door: Door;
  readonly #context: Context;
  readonly #actsAs: string;
  /** Which requests of the model asked for the same act, by its hash. */
  readonly #askedBy = new Map<string, string[]>();
  #tainted: boolean;
  #takenOverAt: number | undefined;
  #underWay: Promise<unknown> = Promise.resolve();

  constructor(
    door: Door,
    context: Context,
    run: { runId: string; conversationId: string; actsAs: string; tainted: boolean },
  ) {
    this.#door = door;
    this.#actsAs = run.actsAs;
    this.#tainted = run.tainted;
    this.#context = {
      ...context,
      runId: run.runId,
      conversationId: run.conversationId,
      actor: context.actor.kind === "member" ? { ...context.actor, via: "agent" } : context.actor,
    };
  }

  /** As the agent; for reads beside the run as well, under an id of their own. */
  get context(): Context {
    return { ...this.#context, callId: crypto.randomUUID(), tainted: this.#tainted };
  }

  get tainted(): boolean {
    return this.#tainted;
  }

  /** From here another model answers: it may ask again for what was already done. */
  takeOver(): void {
    this.#takenOverAt ??= this.made.length;
  }

  call(tool: string, input: unknown, toolCallId: string): Promise<Outcome> {
    const calling = this.#make(tool, input, toolCallId);
    this.#underWay = calling.catch(() => {});
    return calling;
  }

  /** A call that an abort overtook still ends, and what it did is kept. */
  async settled(): Promise<void> {
    await this.#underWay;
  }

  async #make(tool: string, input: unknown, toolCallId: string): Promise<Outcome> {
    const from = Date.now();
    const outcome =
      this.#doneBefore(tool, input) ??
      (await this.#door(
        {
          ...this.#context,
          callId: this.#callIdOf(tool, input, toolCallId),
          tainted: this.#tainted,
        },
        tool,
        input,
      ));
    this.made.push({ tool, input, toolCallId, outcome, took: { from, to: Date.now() } });
    if (outcome.ok && outcome.untrusted) this.#tainted = true;
    return outcome;
  }

  #callIdOf(tool: string, input: unknown, toolCallId: string): string {
    const act = hashOf({ tool, input });
    const askedBy = this.#askedBy.get(act) ?? [];
    if (!askedBy.includes(toolCallId)) this.#askedBy.set(act, [...askedBy, toolCallId]);
    return callIdOf(this.#actsAs, act, this.#askedBy.get(act)!.indexOf(toolCallId));
  }

  outcomeOf(toolCallId: string): Outcome | undefined {
    return this.made.findLast((call) => call.toolCallId === toolCallId)?.outcome;
  }

  /** What changed, or waits for a decision, in this run. */
  get effects(): MadeCall[] {
    return this.made.filter(({ outcome }) =>
      outcome.ok ? outcome.effect !== "read" : "pending" in outcome,
    );
  }

  #doneBefore(tool: string, input: unknown): Outcome | undefined {
    if (this.#takenOverAt === undefined) return undefined;
    const same = hashOf({ tool, input });
    return this.made
      .slice(0, this.#takenOverAt)
      .find(
        (call) =>
          call.outcome.ok &&
          call.outcome.effect !== "read" &&
          hashOf({ tool: call.tool, input: call.input }) === same,
      )?.outcome;
  }
}
