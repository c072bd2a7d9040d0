import { describe } from "vitest";
import { english, french } from "./testing.ts";

describe("by how much an amount changes", () => {
  french([
    ["baisse de 5 € le plein tarif", "money_change: -500", "ticket_kind: full"],
    ["+2 €", "money_change: 200"],
    ["monte-le de 3 euros", "pronoun: one", "money_change: 300"],
    ["-2 € sur le plein tarif", "money_change: -200", "ticket_kind: full"],
    ["enlève-lui 5 €", "money_change: -500"],
    ["50 places de plus", "count_change: 50"],
    ["enlève 100 places", "count_change: -100"],
  ]);
  english([
    ["lower it by €5", "pronoun: one", "money_change: -500"],
    ["take €5 off", "money_change: -500"],
    ["40 more seats", "count_change: 40"],
  ]);
});

describe("an amount that something costs", () => {
  french([
    ["monte un devis de 500 €", "document_kind: quote", "money: 50000 EUR"],
    ["une dépense de 450 €", "money: 45000 EUR"],
    ["137e de gasoil", "money: 13700 EUR"],
  ]);
});
