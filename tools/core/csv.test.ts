import { expect, test } from "vitest";
import { csvAmount, csvFile } from "./csv.ts";

test("a formula stays text, a figure stays a figure", () => {
  const file = csvFile([
    ["=SOMME(A1)", "-1", csvAmount(-1_050, "fr"), csvAmount(124_050, "en"), 12, null],
    ['Léa "La Voix"; Martin', "", csvAmount(0, "fr"), "+33", 0, "a\nb"],
  ]);
  expect(file).toBe(
    '\uFEFF\'=SOMME(A1);\'-1;-10,50;1240.50;12;\r\n"Léa ""La Voix""; Martin";;0,00;\'+33;0;"a\nb"\r\n',
  );
});
