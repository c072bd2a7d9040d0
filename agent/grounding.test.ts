import { describe, expect, test } from "vitest";
import type { Outcome } from "#tools/core/outcome.ts";
import { ground } from "./grounding.ts";
import { readFigures } from "./figures.ts";

const done = (callId: string, value: unknown, summary = ""): Outcome => ({
  ok: true,
  callId,
  tool: "tours_get_tour",
  effect: "read",
  value,
  summary,
  cards: [],
  about: [],
  untrusted: false,
  replayed: false,
  undoable: false,
});
const options = { timeZone: "Europe/Paris", locale: "fr" } as const;
const linked = (text: string, ...outcomes: Outcome[]) =>
  ground(text, outcomes, options).map(({ start, end, callId }) => [text.slice(start, end), callId]);

describe("figures are read by value", () => {
  test.each([
    ["35 €", "money:3500"],
    ["1 240,50 €", "money:124050"],
    ["1 240,50 €", "money:124050"],
    ["€1,240.50", "money:124050"],
    ["120 euros", "money:12000"],
    ["12 mars 2027", "day:2027-03-12"],
    ["1er février 2027", "day:2027-02-01"],
    ["12 March 2027", "day:2027-03-12"],
    ["March 12, 2027", "day:2027-03-12"],
    ["ven. 12 mars", "day:--03-12"],
    ["12/03/2027", "day:2027-03-12"],
    ["2027-03-12", "day:2027-03-12"],
    ["février 2027", "month:2027-02"],
    ["19 h 30", "time:19:30"],
    ["20h", "time:20:00"],
    ["7:30 pm", "time:19:30"],
    ["5,5 %", "percent:5.5"],
    ["1 800", "number:1800"],
    ["492 km", "number:492"],
  ])("%s", (text, value) => {
    expect(readFigures(text).flatMap(({ values }) => values)).toContain(value);
    expect(readFigures(text)).toHaveLength(1);
  });

  test("the numbers of a list are not figures", () => {
    expect(readFigures("1. Lyon\n2. Nice")).toEqual([]);
  });
});

describe("grounding", () => {
  const tour = done("a", {
    tour: { name: "Organique 2027", startsOn: "2027-02-03" },
    dates: [
      {
        city: "Lyon",
        day: "2027-03-12",
        priceCents: 3500,
        doorsAt: "2027-03-12T18:30:00Z",
        timeZone: "Europe/Paris",
        capacity: 1800,
      },
      {
        city: "Bourges",
        day: "2027-03-14",
        priceCents: 124050,
        doorsAt: null,
        timeZone: "Europe/Paris",
        capacity: 900,
      },
    ],
  });

  test("days, times at the venue, amounts, counts and names link to their result", () => {
    expect(
      linked("Lyon le 12 mars 2027, portes à 19 h 30, 35 € la place, jauge 1 800, 2 dates.", tour),
    ).toEqual([
      ["Lyon", "a"],
      ["12 mars 2027", "a"],
      ["19 h 30", "a"],
      ["35 €", "a"],
      ["1 800", "a"],
      ["2", "a"],
    ]);
  });

  test("what no result contains is marked", () => {
    expect(linked("Bourges rapporte 12 000 € le 13 mars.", tour)).toEqual([
      ["Bourges", "a"],
      ["12 000 €", null],
      ["13 mars", null],
    ]);
  });

  test("a count is not an amount", () => {
    expect(linked("18 €", tour)).toEqual([["18 €", null]]);
  });

  test("the latest result that contains a value is its source", () => {
    expect(linked("jauge 900", tour, done("b", { capacity: 900 }))).toEqual([["900", "b"]]);
  });

  test("sums that code shows in a summary or a card count", () => {
    expect(
      linked("Recette : 43 710 €.", done("c", {}, "Recette de 43 710 € sur la tournée.")),
    ).toEqual([["43 710 €", "c"]]);
  });

  test("names are found without accents or case at their place in the original", () => {
    const text = "À Évreux, l’Évènement « Fête » affiche complet.";
    expect(linked(text, done("d", { name: "FETE", city: "Evreux" }))).toEqual([
      ["Évreux", "d"],
      ["Fête", "d"],
    ]);
  });

  test("a name inside another word is not that name", () => {
    expect(linked("Les Lyonnais attendent.", tour)).toEqual([]);
  });

  test("the person's own words, quoted, are theirs", () => {
    const said = "réserve un taxi le 14 mai à 9 h";
    const text = "Je ne comprends pas « le 14 mai à 9 h ». Le taxi coûte 40 €.";
    const spans = ground(text, [], { ...options, said });
    expect(spans.map(({ start, end }) => text.slice(start, end))).toEqual(["40 €"]);
  });

  test("previews of approvals and errors are sources as well", () => {
    const pending: Outcome = {
      ok: false,
      callId: "e",
      tool: "ticketing_refund_order",
      pending: {
        approvalId: "x",
        expiresAt: "",
        preview: {
          title: { fr: "Rembourser la commande A7", en: "Refund order A7" },
          lines: [{ label: { fr: "Montant", en: "Amount" }, value: { fr: "70 €", en: "€70" } }],
        },
      },
    };
    expect(linked("70 € à rendre", pending)).toEqual([["70 €", "e"]]);
  });
});
