import { stem } from "#recognise/index.ts";
import { ideasOf } from "./features.ts";
import { knownNames } from "./known-names.ts";
import type { Knowledge } from "./learn.ts";
import { languageOf, lexicons } from "./lexicon.ts";
import type { InterpreterOptions } from "./options.ts";
import type { KnownName, Reading } from "./piece.ts";
import { readText } from "./read-text.ts";
import { isOfAnyField } from "./field-words.ts";
import { isListed } from "./vocabulary.ts";
import { withSpelling } from "./spelling.ts";

/** Reads the texts of one turn, with the rows of the database that they name. */
export class TurnReader {
  readonly #options: InterpreterOptions;
  readonly #knowledge: Knowledge;
  readonly #today: string;
  readonly #names = new Map<string, KnownName[]>();

  constructor(options: InterpreterOptions, knowledge: Knowledge, today: string) {
    this.#options = options;
    this.#knowledge = knowledge;
    this.#today = today;
  }

  readonly read = (text: string): Reading => {
    const { integrations, locale } = this.#options.context;
    const names = this.#names.get(text) ?? this.#namesWithin(text);
    const reading = readText(text, {
      locale: languageOf(text, locale),
      today: this.#today,
      places: integrations.places,
      names,
    });
    return withSpelling(
      reading,
      (word) => this.#isWord(word, reading.locale),
      this.#knowledge.words[reading.locale],
    );
  };

  #isWord(word: string, locale: "fr" | "en"): boolean {
    const { stop, question } = lexicons[locale];
    return (
      stop.has(word) ||
      question.has(word) ||
      isListed(word, locale) ||
      isOfAnyField(word, locale) ||
      ideasOf(word, locale).length > 0 ||
      this.#knowledge.rarity.has(`w:${stem(word, locale)}`)
    );
  }

  /** Names met in the whole message, where they stand in a part of it. */
  #namesWithin(text: string) {
    for (const [whole, hits] of this.#names) {
      const at = whole.indexOf(text);
      if (at >= 0)
        return hits
          .filter((hit) => hit.start >= at && hit.end <= at + text.length)
          .map((hit) => ({ ...hit, start: hit.start - at, end: hit.end - at }));
    }
    const hits = [...this.#names].flatMap(([whole, found]) =>
      found.map((hit) => ({ ...hit, said: whole.slice(hit.start, hit.end) })),
    );
    return hits.flatMap(({ said, ...hit }) => {
      const at = text.indexOf(said);
      return at >= 0 ? [{ ...hit, start: at, end: at + said.length }] : [];
    });
  }

  knowsNamesOf(text: string): boolean {
    return this.#names.has(text);
  }

  /** Asks the database once for the names in a text. */
  async learnNames(text: string) {
    this.#names.set(text, await knownNames(text, this.#options.call));
  }
}
