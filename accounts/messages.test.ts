import { expect, it } from "vitest";
import { letters } from "./letters.ts";
import { accountCodes, accountMessage } from "./messages.ts";

it("every code has a sentence in both languages, and an unknown one a general answer", () => {
  for (const code of [...accountCodes, "SOMETHING_NEW", undefined]) {
    const french = accountMessage(code, "fr");
    const english = accountMessage(code, "en");
    expect(french).toMatch(/\.$/);
    expect(english).toMatch(/\.$/);
    expect(french).not.toBe(english);
    expect(french).not.toContain("!");
  }
});

it("every letter carries the link and the name, in both languages, with French typography", () => {
  for (const write of Object.values(letters)) {
    const { fr, en } = write("Léa", "https://koncert.example/x");
    for (const words of [fr, en]) {
      expect(words.text).toContain("\nhttps://koncert.example/x\n");
      expect(words.text).toContain("Léa,");
      expect(words.text).not.toContain("!");
    }
    expect(fr.text).not.toMatch(/[^\u00A0] :|[^\u202F]\s[;?]|'/);
    expect(write("", "https://koncert.example/x").fr.text).toMatch(/^Bonjour,/);
  }
});
