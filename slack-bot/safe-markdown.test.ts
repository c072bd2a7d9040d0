import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SafeMarkdown, safeMarkdown } from "./safe-markdown.ts";

const own = "https://koncert.test";
const safe = (text: string) => safeMarkdown(text, own);

describe("markdown of a model, in Slack", () => {
  test("keeps its words, its emphasis and its links to KONCERT", () => {
    const text =
      "**Lyon** le 12 mars :\n- [la date](https://koncert.test/performances/1)\n> 3 < 4 & 5 > 4\n";
    expect(safe(text)).toBe(text);
  });

  test.each([
    "[ici](https://evil.example/a)",
    '[ici](<https://evil.example/a> "titre")',
    "https://evil.example/a",
    "http://koncert.test.evil.example/a",
    "https://koncert.test@evil.example/a",
    "www.evil.example/a",
    "evil.example/a?d=1",
    "[a [b] c](https://evil.example/a)",
    "<https://evil.example/a|clic>",
    "slack://user?team=T1",
    "javascript://evil.example/a",
  ])("leaves no way out of %s", (text) => {
    expect(safe(`Voir ${text} maintenant`).replaceAll(/`[^`]*`/g, "")).not.toMatch(
      /evil|slack:\/\//,
    );
  });

  test.each(["![x](https://evil.example/p.png)", "![x][ref]\n[ref]: https://evil.example/p.png"])(
    "loads no image: %s",
    (text) => {
      expect(safe(text).replaceAll(/`[^`]*`/g, "")).not.toMatch(/!\[|evil/);
    },
  );

  test.each(["<!channel>", "<!here|x>", "<@U123>", "<#C123>", "@channel", "@everyone"])(
    "calls nobody: %s",
    (text) => {
      expect(safe(`a ${text} b`)).not.toMatch(/<[!@#]|@(channel|here|everyone)/);
    },
  );

  test("is the same however it is cut into pieces", () => {
    const pieces = [
      "[ici](https://evil.example/a b)",
      "![p](http://evil.example/x)",
      "https://evil.example",
      "<!here>",
      "[x](https://koncert.test/a)",
      "mot",
      " ",
      "\n",
      "[",
      "](",
      ")",
      "!",
    ];
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...pieces), { maxLength: 12 }),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 30 }),
        (words, cuts) => {
          const text = words.join(" ");
          const stream = new SafeMarkdown(own);
          let out = "";
          for (let at = 0, turn = 0; at < text.length; turn += 1) {
            const size = cuts[turn % cuts.length] ?? 1;
            out += stream.push(text.slice(at, at + size));
            at += size;
          }
          out += stream.end();
          const bare = out.replaceAll(/`[^`]*`/g, "");
          expect(bare).not.toMatch(/evil|!\[|<[!@#]|\]\((?!https:\/\/koncert\.test\/)/);
        },
      ),
      { seed: 20261127, numRuns: 2_000 },
    );
  });
});
