import type { Outcome } from "#tools/core/outcome.ts";
import { createSay, type Say } from "#tools/core/text.ts";
import { clausesOf, withVerbs } from "./clauses.ts";
import { decide, type Decision } from "./decide.ts";
import { afterOutcome } from "./focus.ts";
import type { FillOptions } from "./fill.ts";
import {
  answerTo,
  abandons,
  correctionOf,
  isNewRequest,
  pick,
  repetitionOf,
  yesOrNo,
} from "./follow-up.ts";
import { splitSharedVerb } from "./shared-verb.ts";
import { type Knowledge, knowledgeOf, learnableTools } from "./learn.ts";
import { messages, questionFor } from "./messages.ts";
import type { InterpreterOptions, Offer } from "./options.ts";
import { type Call, type Pending, readState, type State, waitingFor } from "./state.ts";
import { fieldsOf } from "./tool-fields.ts";
import { rowOnScreen, withScreen } from "./screen.ts";
import { withChoice, withValue } from "./with-value.ts";
import { importOf, importTool, isAnotherMatter, readTool } from "./received.ts";
import { todayOf } from "./today.ts";
import { TurnReader } from "./turn-reader.ts";
import { dayCountedFrom } from "./day-counted-from.ts";
import { smallTalk } from "./small-talk.ts";

/** What the interpreter does next: ask for calls, or close with a text. */
export type Move = { calls: (Call & { id: string })[] } | { text: string };

const undoTool = "organization_undo_call";

/** One turn of conversation: from the person's words to calls, from their outcomes to the answer. */
export class Conversation {
  readonly #options: InterpreterOptions;
  readonly #knowledge: Knowledge;
  readonly #say: Say;
  readonly #today: string;
  readonly #reader: TurnReader;
  #state: State = { focus: { turns: [] } };
  #queue: (string | Call)[] = [];
  #lines: string[] = [];
  #offers: Offer[] = [];
  #made: (Call & { id: string })[] = [];
  #count = 0;

  constructor(options: InterpreterOptions) {
    this.#options = options;
    const { context } = options;
    this.#say = createSay(context.locale, context.now);
    this.#today = todayOf(context.now);
    const registry = learnableTools(options.registry);
    this.#knowledge = knowledgeOf(registry, {
      places: context.integrations.places,
      today: this.#today,
    });
    this.#reader = new TurnReader(options, this.#knowledge, this.#today);
  }

  /** The first move of the turn. */
  async start(): Promise<Move> {
    this.#state = readState(await this.#options.memory.load());
    const { screen } = this.#options;
    this.#state.focus = withScreen(this.#state.focus, screen, this.#state.screen);
    this.#state.screen = screen?.id;
    const said = this.#options.said.trim();
    await this.#reader.learnNames(said);
    const { pending } = this.#state;
    if (pending) {
      delete this.#state.pending;
      const move = await this.#answer(pending, said);
      if (move) return move;
    }
    const { attached = [] } = this.#options;
    if (attached.length > 0) {
      this.#queue.push(...attached.map(({ id }) => ({ tool: readTool, input: { document: id } })));
      // « ajoute aussi Lyon le 14 mai » is done too; « voici le contrat » speaks of the file.
      const { read } = this.#reader;
      if (!said || !isAnotherMatter(decide(read(said), read, this.#fillOptions())))
        return this.#next();
    }
    const talk = attached.length > 0 ? undefined : smallTalk(this.#reader.read(said));
    if (talk) return this.#close(messages[talk](this.#say));
    const earlier = [said, this.#reader.read, this.#fillOptions(), this.#state.last] as const;
    const redo = correctionOf(...earlier);
    const again = redo?.call ?? repetitionOf(...earlier);
    if (again) {
      if (redo?.undo && this.#knowledge.byName.has(undoTool))
        this.#queue.push({ tool: undoTool, input: { call: redo.undo } });
      this.#queue.push(again);
      return this.#next();
    }
    const reading = this.#reader.read(said);
    this.#queue.push(
      ...withVerbs(clausesOf(reading), this.#reader.read).flatMap((clause) =>
        splitSharedVerb(clause, this.#reader.read, this.#fillOptions()),
      ),
    );
    return this.#next();
  }

  /** The next move, once the calls asked for are done. */
  async proceed(outcomes: (Outcome | undefined)[]): Promise<Move> {
    const made = this.#made;
    this.#made = [];
    for (const [at, call] of made.entries()) {
      const outcome = outcomes[at];
      if (!outcome) continue;
      const stop = this.#take(call, outcome);
      if (stop) return this.#close();
    }
    return this.#next();
  }

  /** Puts an outcome into words and memory; true when the turn must stop there. */
  #take(call: Call, outcome: Outcome): boolean {
    const tool = this.#toolOf(call);
    const undone = call.tool === undoTool;
    if (outcome.ok) {
      this.#state.focus = afterOutcome(this.#state.focus, outcome);
      if (undone) delete this.#state.last;
      else
        this.#state.last = { ...call, callId: outcome.callId, done: true, effect: outcome.effect };
      this.#lines.push(outcome.summary);
      const proposal = importOf(outcome);
      if (proposal) this.#queue.unshift(proposal);
      return false;
    }
    if (!undone)
      this.#state.last = {
        ...call,
        callId: outcome.callId,
        done: false,
        effect: tool?.effect ?? "read",
      };
    if ("pending" in outcome) {
      const { tool: asked, pending } = outcome;
      const waits = asked === importTool ? messages.sayImport : messages.waits;
      this.#lines.push(waits(this.#say, pending.preview.title));
      // Another file is read whatever becomes of this one.
      if (this.#queue.every((item) => typeof item !== "string")) return false;
      return (this.#tellRest(), true);
    }
    const { error } = outcome;
    this.#lines.push(error.message);
    const field =
      error.field && tool ? fieldsOf(tool).find((one) => one.name === error.field) : undefined;
    if (field && (error.code === "invalid_input" || error.code === "not_found")) {
      const choices = error.choices ?? [];
      this.#state.pending = waitingFor(call, field.name, this.#restWords(), false, choices);
      this.#offers.push(...choices.map(({ label }) => ({ label, say: label })));
      this.#queue = [];
      return true;
    }
    if (this.#queue.length > 0) this.#tellRest();
    return true;
  }

  async #next(): Promise<Move> {
    const item = this.#queue.shift();
    if (item === undefined) return this.#close();
    if (typeof item !== "string") return this.#ask([item]);
    if (this.#count > 0 && !this.#reader.knowsNamesOf(item)) await this.#reader.learnNames(item);
    const reading = this.#reader.read(item);
    const anchor = await dayCountedFrom(reading, this.#options.call);
    const decision = decide(reading, this.#reader.read, { ...this.#fillOptions(), anchor });
    return this.#follow(decision.kind === "lost" ? (this.#withNext(item) ?? decision) : decision);
  }

  /** « Dijon propose le 9 mars, mets-le en option »: two clauses that are one request. */
  #withNext(item: string): Decision | undefined {
    const [next] = this.#queue;
    if (typeof next !== "string") return undefined;
    const joined = this.#reader.read(`${item}, ${next}`);
    const decision = decide(joined, this.#reader.read, this.#fillOptions());
    if (decision.kind !== "calls" || decision.ignored.length > 0) return undefined;
    this.#queue.shift();
    return decision;
  }

  #follow(decision: Decision): Promise<Move> | Move {
    const say = this.#say;
    switch (decision.kind) {
      case "calls": {
        if (decision.ignored.length > 0) this.#lines.push(messages.ignored(say, decision.ignored));
        if (decision.known.tool.effect === "read") return this.#ask(decision.calls);
        const [first, ...more] = decision.calls;
        this.#queue.unshift(...more);
        return first ? this.#ask([first]) : this.#next();
      }
      case "ask": {
        const { call, field, known, left = [] } = decision;
        if (left.length > 0) this.#lines.push(messages.ignored(say, left));
        this.#state.pending = waitingFor(call, field.name, this.#restWords(), true);
        return this.#close(messages.ask(say, known.tool, field));
      }
      case "aside":
        this.#state.pending = {
          kind: "aside",
          call: decision.call,
          words: decision.words.join(" "),
          rest: this.#restWords(),
        };
        this.#offers.push(
          { label: messages.yes(say), say: messages.yes(say) },
          { label: messages.no(say), say: messages.no(say) },
        );
        return this.#close(messages.aside(say, decision.known.tool, decision.words));
      case "readings": {
        const readings = decision.readings.map(({ known, filled }) => ({
          label: say(known.tool.title),
          call: { tool: known.tool.name, input: filled.input },
          ...(filled.missing[0] ? { missing: filled.missing[0].name } : {}),
        }));
        this.#state.pending = { kind: "reading", readings, rest: this.#restWords() };
        this.#offers.push(...readings.map(({ label }) => ({ label, say: label })));
        return this.#close(messages.whichReading(say));
      }
      case "impossible":
        return this.#stop(messages.impossible(say, decision.piece));
      case "lost": {
        const near = decision.near.map((known) => known.tool);
        this.#offers.push(
          ...near.map((tool) => ({ label: say(tool.title), say: say(tool.title) })),
        );
        return this.#stop(messages.lost(say, decision.words, near));
      }
    }
  }

  /** Says why the turn stops, and what of the request is left undone. */
  #stop(text: string): Promise<Move> {
    this.#lines.push(text);
    if (this.#queue.length > 0) this.#tellRest();
    return this.#close();
  }

  #tellRest() {
    const clauses = this.#restWords();
    if (clauses.length > 0) this.#lines.push(messages.notDone(this.#say, clauses));
    this.#queue = [];
  }

  #restWords(): string[] {
    return this.#queue.filter((item) => typeof item === "string");
  }

  #ask(calls: Call[]): Move {
    this.#made = calls.map((call) => ({
      ...call,
      id: `call_${++this.#count}_${crypto.randomUUID().slice(0, 8)}`,
    }));
    return { calls: this.#made };
  }

  async #close(text?: string): Promise<Move> {
    if (text) this.#lines.push(text);
    await this.#options.memory.save(this.#state);
    if (this.#offers.length > 0) this.#options.offer?.(this.#offers);
    return { text: this.#lines.join("\n\n") };
  }

  /** Continues from the question that waits; nothing when the message is a new request. */
  async #answer(pending: Pending, said: string): Promise<Move | undefined> {
    const reading = this.#reader.read(said);
    const options = this.#fillOptions();
    if (abandons(reading)) return this.#close(messages.dropped(this.#say));
    this.#queue = [...pending.rest];
    if (pending.kind === "aside") {
      const answer = yesOrNo(reading);
      if (answer === true) return this.#ask([pending.call]);
      if (answer === false) return this.#stop(messages.dropped(this.#say));
    }
    if (pending.kind === "reading") {
      const chosen =
        pick(pending.readings, reading) ??
        (yesOrNo(reading) === true ? pending.readings[0] : undefined);
      if (chosen) return this.#resume(chosen.call, chosen.missing);
      if (yesOrNo(reading) === false) return this.#stop(messages.dropped(this.#say));
    }
    if (pending.kind === "field") {
      const tool = this.#toolOf(pending.call);
      const field = tool && fieldsOf(tool).find((one) => one.name === pending.field);
      const chosen = pick(pending.choices, reading);
      if (field && chosen)
        return this.#resume(withChoice(pending.call, field, chosen.id, pending.choices));
      if (field && !isNewRequest(reading, pending, options)) {
        const value = answerTo(field, tool, reading, options, this.#state);
        if (value !== undefined) return this.#resume(withValue(pending.call, field.name, value));
        this.#state.pending = pending;
        this.#queue = [];
        return this.#close(messages.notUnderstoodAnswer(this.#say, this.#say(questionFor(field))));
      }
      if (tool && pending.asked) this.#lines.push(messages.setAside(this.#say, tool));
    }
    this.#queue = [];
    return undefined;
  }

  /** Tools that no words ask for are called too. */
  #toolOf({ tool: name }: Call) {
    return this.#options.registry.find((tool) => tool.name === name);
  }

  /** Goes on with a call: asks for its next missing field, or makes it. */
  #resume(call: Call, missing?: string): Promise<Move> | Move {
    const known = this.#knowledge.byName.get(call.tool);
    const field = known?.fields.find(
      (one) => (one.required || one.name === missing) && call.input[one.name] === undefined,
    );
    return known && field ? this.#follow({ kind: "ask", call, known, field }) : this.#ask([call]);
  }

  #fillOptions(): FillOptions {
    const { focus } = this.#state;
    return {
      knowledge: this.#knowledge,
      focus,
      today: this.#today,
      screen: rowOnScreen(focus, this.#options.screen),
    };
  }
}
