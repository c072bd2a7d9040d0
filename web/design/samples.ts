import type { Card, DateRow } from "#tools/core/card.ts";
import type { Outcome } from "#tools/core/outcome.ts";
import type { Message } from "../chat/message.ts";

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;

type Short = [
  day: string,
  city: string,
  venue: string,
  place: [number, number],
  status: DateRow["status"],
  more?: Partial<DateRow>,
];

const short: Short[] = [
  ["2027-02-12", "Marseille", "Le Silo", [43.31, 5.37], "on_sale", { capacity: 2000, sold: 1437 }],
  ["2027-02-13", "Montpellier", "Le Corum", [43.61, 3.88], "confirmed", { capacity: 2010, missing: ["hébergement"] }],
  ["2027-02-17", "Bordeaux", "Théâtre Fémina", [44.84, -0.57], "option", { holdRank: 2, capacity: 1175 }],
  ["2027-02-18", "Bourges", "Palais d’Auron", [47.08, 2.4], "confirmed", { missing: ["jauge", "contrat signé", "horaires"], showAt: null, doorsAt: null }],
  ["2027-02-20", "Rennes", "Le Liberté", [48.11, -1.68], "on_sale", { capacity: 5200, sold: 5200 }],
  ["2027-02-21", "Nantes", "Cité des Congrès", [47.21, -1.54], "played", { capacity: 1990, sold: 1872 }],
  ["2027-02-22", "Tours", "Palais des Congrès", [47.39, 0.69], "settled", { capacity: 2000, sold: 1644 }],
  ["2027-02-24", "Lille", "Théâtre Sébastopol", [50.63, 3.06], "cancelled", { capacity: 1350, sold: 212 }],
  ["2027-02-26", "Strasbourg", "Palais de la musique et des congrès", [48.6, 7.76], "option", { holdRank: 1, capacity: 1876 }],
];

export const dates: DateRow[] = short.map(([day, city, venue, [latitude, longitude], status, more], n) => ({
  id: id(n + 1),
  day,
  status,
  holdRank: null,
  title: "Nuit Claire",
  artist: "Alma Verne",
  tour: "Nuit Claire 2027",
  tourId: id(100),
  venue,
  venueId: id(200 + n),
  city,
  country: "FR",
  latitude,
  longitude,
  timeZone: "Europe/Paris",
  doorsAt: `${day}T18:00:00Z`,
  showAt: `${day}T19:30:00Z`,
  capacity: null,
  sold: 0,
  missing: [],
  ...more,
}));

const datesCard: Card = { kind: "dates", title: "Nuit Claire 2027", dates, total: dates.length, view: "list" };

const first = dates[0]!;

export const cards: Card[] = [
  datesCard,
  {
    kind: "performance",
    date: { ...first, missing: ["fiche technique reçue", "taxis"] },
    schedule: (
      [
        ["load_in", "12:00"],
        ["sound_check", "16:30"],
        ["doors", "19:00"],
        ["support", "20:00"],
        ["set_time", "20:45"],
        ["curfew", "23:30"],
      ] as const
    ).map(([kind, time]) => ({
      kind,
      label: null,
      startsAt: `${first.day}T${time}:00+01:00`,
      endsAt: null,
    })),
    ticketTypes: [
      { name: "Carré or", priceCents: 5900, currency: "EUR", quota: 200, sold: 200 },
      { name: "Plein tarif", priceCents: 4250, currency: "EUR", quota: 1500, sold: 1081 },
      { name: "Invitations", priceCents: 0, currency: "EUR", quota: 60, sold: 22 },
    ],
    notes: "Accès semi-remorque par le quai d’Arenc. Catering sur place.",
  },
  {
    kind: "sales",
    title: "Ventes de Marseille",
    sold: 1437,
    capacity: 2000,
    grossCents: 6_042_550,
    currency: "EUR",
    series: Array.from({ length: 34 }, (_, n) => {
      const sold = [96, 70, 44, 31, 25, 33, 52, 61, 28, 19, 17][n % 11]! + (n < 3 ? 120 - n * 40 : 0);
      return {
        day: new Date(Date.UTC(2026, 9, 20 + n)).toISOString().slice(0, 10),
        sold,
        grossCents: sold * 4205,
      };
    }),
    breakdown: [
      { label: "Plein tarif", sold: 1081, grossCents: 4_594_250 },
      { label: "Carré or", sold: 200, grossCents: 1_180_000 },
      { label: "Réduit", sold: 134, grossCents: 268_300 },
    ],
  },
  {
    kind: "document",
    id: id(300),
    title: "Feuille de route, Marseille",
    documentKind: "day_sheet",
    version: 2,
    language: "fr",
    excerpt:
      "Vendredi 12 février 2027, Le Silo, Marseille. Get-in 12 h, balances 16 h 30, ouverture des portes 19 h, passage 20 h 45, couvre-feu 23 h 30. Contact accueil : régie du Silo.",
  },
  {
    kind: "facts",
    title: "Résultat de Marseille",
    subtitle: "Le Silo, 12 février 2027",
    link: null,
    facts: [
      { label: "Recette brute", value: 6_042_550, type: "money", currency: "EUR" },
      { label: "Dépenses", value: 2_318_000, type: "money", currency: "EUR" },
      { label: "Résultat", value: 3_724_550, type: "money", currency: "EUR" },
      { label: "Remplissage", value: 7185, type: "percent" },
      { label: "Distance depuis Nice", value: 199, type: "km" },
      { label: "Promoteur", value: "Grand Large Spectacles", type: "text" },
    ],
  },
  {
    kind: "table",
    title: "Résultat par date",
    columns: [
      { key: "city", label: "Ville", type: "text" },
      { key: "day", label: "Date", type: "day" },
      { key: "sold", label: "Billets", type: "number" },
      { key: "gross", label: "Recette", type: "money" },
      { key: "share", label: "Remplissage", type: "percent" },
    ],
    rows: dates.slice(0, 5).map((date, n) => ({
      city: date.city,
      day: date.day,
      sold: date.sold,
      gross: date.sold * 4100,
      share: n === 2 ? null : Math.round((date.sold / (date.capacity ?? 2000)) * 10_000),
    })),
    total: 5,
    currency: "EUR",
  },
];

const done = (callId: string, tool: string, more: Partial<Extract<Outcome, { ok: true }>>): Outcome => ({
  ok: true,
  callId,
  tool,
  effect: "read",
  value: { total: 9 },
  summary: "",
  cards: [],
  about: [],
  untrusted: false,
  replayed: false,
  ...more,
});

const answer = "C’est posé : Lyon passe en option 1 le 14 mai 2027, et il reste 3 dates à confirmer.";
const span = (words: string, callId: string | null) => ({
  start: answer.indexOf(words),
  end: answer.indexOf(words) + words.length,
  callId,
});

export const conversation: Message[] = [
  {
    id: "m1",
    role: "user",
    parts: [{ type: "text", text: "Pose une option 1 à Lyon le 14 mai et dis-moi ce qu’il reste à confirmer" }],
  },
  {
    id: "m2",
    role: "assistant",
    parts: [
      {
        type: "tool",
        name: "tours_hold_performance",
        toolCallId: "t1",
        state: "output-available",
        input: { city: "Lyon", day: "2027-05-14", rank: 1 },
        output: done(id(401), "tours_hold_performance", {
          effect: "write",
          summary: "Lyon, 14 mai 2027 : option 1.",
        }),
      },
      {
        type: "tool",
        name: "tours_list_dates",
        toolCallId: "t2",
        state: "output-available",
        input: { status: "option" },
        output: done(id(402), "tours_list_dates", {
          summary: "3 dates",
          cards: [{ ...datesCard, title: "À confirmer", dates: dates.slice(1, 4), total: 3 }],
        }),
      },
      { type: "text", text: answer, state: "done" },
      {
        type: "data-grounding",
        data: { spans: [span("Lyon", id(401)), span("14 mai 2027", id(401)), span("3 dates", null)] },
      },
    ],
  },
  {
    id: "m3",
    role: "user",
    parts: [{ type: "text", text: "Annule Lille et rembourse tout le monde" }],
  },
  {
    id: "m4",
    role: "assistant",
    parts: [
      { type: "data-notice", data: { text: "Claude ne répond pas. L’interpréteur intégré prend le relais." } },
      {
        type: "tool",
        name: "tours_cancel_performance",
        toolCallId: "t3",
        state: "output-available",
        input: { performance: "Lille" },
        output: {
          ok: false,
          callId: id(403),
          tool: "tours_cancel_performance",
          pending: {
            approvalId: id(500),
            expiresAt: "2027-02-01T12:00:00Z",
            preview: {
              title: { fr: "Annuler Lille, 24 février 2027", en: "Cancel Lille, 24 February 2027" },
              lines: [
                { label: { fr: "Billets", en: "Tickets" }, value: "212" },
                { label: { fr: "À rembourser", en: "To refund" }, value: "8 904 €" },
                { label: { fr: "Acheteurs prévenus", en: "Buyers told" }, value: "131" },
              ],
              warnings: [
                {
                  fr: "Les commissions bancaires (127,40 €) restent à votre charge.",
                  en: "Bank fees (€127.40) remain at your cost.",
                },
              ],
            },
          },
        },
      },
      { type: "text", text: "L’annulation attend votre accord.", state: "done" },
      {
        type: "data-choices",
        data: {
          question: "Faut-il aussi prévenir la salle ?",
          choices: [
            { label: "Oui, par e-mail", say: "Préviens la salle par e-mail" },
            { label: "Non", say: "Ne préviens pas la salle" },
          ],
        },
      },
    ],
  },
];
