import { describe, expect, test } from "vitest";
import { localPlaces as places } from "#integrations/places/index.ts";
import { recognise } from "./index.ts";
import { english, french, today } from "./testing.ts";

describe("places stand out from ordinary words", () => {
  french([
    [
      "confirme Lyon, Lille et Strasbourg",
      "place: Lyon FR",
      "place: Lille FR",
      "place: Strasbourg FR",
    ],
    ["annule lyon", "place: Lyon FR"],
    ["annule strasboug", "place: Strasbourg FR"],
    ["Bar le Duc", "place: Bar-le-Duc FR"],
    ["à st etienne", "place: Saint-Étienne FR"],
    ["au Mans et au Havre", "place: Le Mans FR", "place: Le Havre FR"],
    ["Paris 11e le 3 avril", "place: Paris 11e FR", "date: 2027-04-03"],
    ["à Paris 11 mars", "place: Paris FR", "date: 2027-03-11"],
    ["à Aix", "place: Aix-en-Provence FR"],
    [
      "Genève, Bruxelles et Londres",
      "place: Genève CH",
      "place: Bruxelles BE",
      "place: Londres GB",
    ],
    ["le nombre de tours"],
    ["palais des congrès"],
    ["montre le budget de la tournée"],
    ["quelles dates sont libres"],
    ["Tours, Nice et Orange", "place: Tours FR", "place: Nice FR", "place: Orange FR"],
    ["envoie le devis à Marie", "document_kind: quote"],
    ["en Bretagne", "area: 53"],
    ["en Belgique", "area: BE"],
    ["en France", "area: FR"],
    ["dans le Finistère", "area: 29"],
  ]);
  english([
    ["a nice show in Lille", "schedule_item: set_time", "place: Lille FR"],
    ["move Ghent to Antwerp", "place: Ghent BE", "place: Antwerp BE"],
    ["reading the split"],
  ]);
});

describe("references to what was spoken of", () => {
  french([
    ["les trois premières", "reference: first 3"],
    ["les 2 dernières dates", "reference: last 2"],
    ["la deuxième", "reference: nth 2"],
    ["la dernière", "reference: last 1"],
    ["la n° 3", "reference: nth 3"],
    ["toutes les dates", "reference: all"],
    ["les 19 dates", "reference: all 19"],
    ["toutes les trois", "reference: all 3"],
    ["les autres", "reference: others"],
    ["celle de Lyon", "reference: by place"],
    ["celle du 12 mars", "reference: by date"],
    ["annule la date de Bourges", "reference: by place"],
    ["annule-la", "pronoun: one"],
    ["mets-les en vente", "pronoun: many", "status: on_sale"],
    ["tu peux les décaler", "pronoun: many"],
    ["celle-ci", "pronoun: one"],
    ["le même à Nantes", "pronoun: same", "place: Nantes FR"],
  ]);
  english([
    ["the first three", "reference: first 3"],
    ["the last two shows", "reference: last 2"],
    ["the second one", "reference: nth 2"],
    ["the one in Lyon", "reference: by place"],
    ["cancel them", "pronoun: many"],
    ["the others", "reference: others"],
  ]);
});

describe("words of the trade", () => {
  french([
    ["confirmée", "status: confirmed"],
    ["confirme"],
    ["annulé", "status: cancelled"],
    ["annule"],
    ["en vente", "status: on_sale"],
    ["complet", "status: sold_out"],
    ["feuille de route", "document_kind: day_sheet"],
    ["fiche technique", "document_kind: technical_rider"],
    ["devis", "document_kind: quote"],
    ["contrat de cession", "document_kind: contract"],
    ["en cession", "deal_kind: cession"],
    ["coréalisation", "deal_kind: co_realisation"],
    ["comptable", "role: accountant"],
    ["régisseur de tournée", "team_role: tour_manager"],
    ["ingé son", "team_role: sound_engineer"],
    ["plein tarif 35 €", "ticket_kind: full", "money: 3500 EUR"],
    ["tarif réduit", "ticket_kind: reduced"],
    ["prévente", "ticket_kind: early"],
    ["jour off", "day_kind: off"],
    ["en anglais", "language: en"],
    ["oui", "answer: true"],
    ["non merci", "answer: false"],
    ["vas-y", "answer: true"],
  ]);
  english([
    ["confirmed", "status: confirmed"],
    ["day sheet", "document_kind: day_sheet"],
    ["early bird", "ticket_kind: early"],
    ["go ahead", "answer: true"],
    ["in French", "language: fr"],
    ["show me my contacts"],
  ]);
});

describe("addresses", () => {
  french([
    ["invite marie@Example.com", "email: marie@example.com"],
    ["06 12 34 56 78", "phone: +33612345678"],
    ["+33 4 91 90 00 00", "phone: +33491900000"],
    ["0032 2 548 24 24", "phone: +3225482424"],
    ["www.zaz.fr", "url: https://www.zaz.fr"],
    ["https://le-silo.fr/billets?id=3.", "url: https://le-silo.fr/billets?id=3"],
  ]);
});

describe("names that the caller found in its rows", () => {
  const names = [{ start: 8, end: 15, kind: "venue", id: "v1", label: "Le Silo", score: 0.9 }];
  test("win over a reading of the same letters, and can be what a reference speaks of", () => {
    expect(
      recognise("celui du Le Silo", {
        locale: "fr",
        today,
        places,
        names: [{ ...names[0]!, start: 9, end: 16 }],
      })[0],
    ).toMatchObject({ type: "reference", value: { by: { type: "name", value: { id: "v1" } } } });
    expect(
      recognise("annule Lyon", {
        locale: "fr",
        today,
        places,
        names: [{ start: 7, end: 11, kind: "tour", id: "t1", label: "Lyon", score: 0.6 }],
      }),
    ).toMatchObject([{ type: "name", value: { id: "t1" } }]);
  });
  test("are left out when they lie outside the text", () => {
    expect(recognise("ok", { locale: "fr", today, places, names })).toMatchObject([
      { type: "answer" },
    ]);
  });
});
