import { expect, test } from "vitest";
import type { Sale } from "./read-sale.ts";
import { structuredData } from "./structured-data.ts";

const sale = {
  artist: "</script><script>alert(1)</script>",
  title: null,
  description: null,
  support: ["Ana Costa"],
  day: "2027-05-14",
  doorsAt: null,
  showAt: null,
  venue: null,
  state: "sold_out",
  organizer: { name: "Bleu Nuit", website: null },
  ticketTypes: [
    {
      name: "Plein",
      priceCents: 3_500,
      feeCents: 150,
      currency: "EUR",
      state: "on_sale",
      opensAt: null,
    },
  ],
} as unknown as Sale;

test("an offer is told with its fee, and as the whole date stands", () => {
  const data = JSON.parse(structuredData(sale, "https://koncert.example/e/x"));
  expect(data.offers[0]).toMatchObject({
    price: "36.50",
    priceCurrency: "EUR",
    availability: "https://schema.org/SoldOut",
  });
  expect(data.performer).toHaveLength(2);
});

test("no name can end the script element that holds it", () => {
  expect(structuredData(sale, "")).not.toContain("<");
});
