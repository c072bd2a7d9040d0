import { expect, test } from "vitest";
import { typeset } from "./typeset.ts";

test("no line breaks before French punctuation or inside an amount", () => {
  expect(typeset("« Passage » : 1 240,50 €")).toBe(
    "«\u00a0Passage\u00a0»\u00a0: 1\u00a0240,50\u00a0€",
  );
  expect(typeset("19\u202fh")).toBe("19\u00a0h");
});

test("letters that the font lacks lose their accents, and signs out of reach are left out", () => {
  expect(typeset("Łódź őrület 🎤ok")).toBe("Lódz orület ok");
});
