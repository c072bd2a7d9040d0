import type { Card, DateRow } from "#tools/core/card.ts";

export const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;

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
  [
    "2027-02-13",
    "Montpellier",
    "Le Corum",
    [43.61, 3.88],
    "confirmed",
    { capacity: 2010, missing: ["hébergement"] },
  ],
  [
    "2027-02-17",
    "Bordeaux",
    "Théâtre Fémina",
    [44.84, -0.57],
    "option",
    { holdRank: 2, capacity: 1175 },
  ],
  [
    "2027-02-18",
    "Bourges",
    "Palais d’Auron",
    [47.08, 2.4],
    "confirmed",
    { missing: ["jauge", "contrat signé", "horaires"], showAt: null, doorsAt: null },
  ],
  ["2027-02-20", "Rennes", "Le Liberté", [48.11, -1.68], "on_sale", { capacity: 5200, sold: 5200 }],
  [
    "2027-02-21",
    "Nantes",
    "Cité des Congrès",
    [47.21, -1.54],
    "played",
    { capacity: 1990, sold: 1872 },
  ],
  [
    "2027-02-22",
    "Tours",
    "Palais des Congrès",
    [47.39, 0.69],
    "settled",
    { capacity: 2000, sold: 1644 },
  ],
  [
    "2027-02-24",
    "Lille",
    "Théâtre Sébastopol",
    [50.63, 3.06],
    "cancelled",
    { capacity: 1350, sold: 212 },
  ],
  [
    "2027-02-26",
    "Strasbourg",
    "Palais de la musique et des congrès",
    [48.6, 7.76],
    "option",
    { holdRank: 1, capacity: 1876 },
  ],
];

export const dates: DateRow[] = short.map(
  ([day, city, venue, [latitude, longitude], status, more], n) => ({
    id: id(n + 1),
    day,
    status,
    holdRank: null,
    holdExpiresOn: null,
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
  }),
);

export const datesCard: Card & { kind: "dates" } = {
  kind: "dates",
  title: "Nuit Claire 2027",
  dates,
  total: dates.length,
  view: "list",
};

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
      const sold =
        [96, 70, 44, 31, 25, 33, 52, 61, 28, 19, 17][n % 11]! + (n < 3 ? 120 - n * 40 : 0);
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
