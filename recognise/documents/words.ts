import { phrases } from "../phrases.ts";

export const paperKinds = [
  "contract",
  "quote",
  "invoice",
  "technical_rider",
  "hospitality_rider",
  "rider",
  "day_sheet",
  "box_office_statement",
  "other",
] as const;
export type PaperKind = (typeof paperKinds)[number];

/** What the heading of a paper calls it; the first that fits. Read on text without accents. */
export const headings: readonly (readonly [PaperKind, RegExp])[] = [
  [
    "technical_rider",
    /\b(fiche technique|technical rider|tech(?:nical)? spec|stage plot|input list)\b/,
  ],
  ["hospitality_rider", /\b(rider d'accueil|hospitality rider|catering rider)\b/],
  ["rider", /\brider\b/],
  ["day_sheet", /\b(feuille de route|day ?sheet)\b/],
  ["box_office_statement", /\b(bordereau de recettes|releve de recettes|box office statement)\b/],
  [
    "contract",
    /\b(contrat|convention|promesse d'engagement|deal memo|agreement|contract|lettre d'engagement)\b/,
  ],
  ["invoice", /\b(facture|invoice)\b/],
  ["quote", /\b(devis|quotation|quote)\b/],
];

export type Label =
  | "artist"
  | "production"
  | "tour"
  | "date"
  | "venue"
  | "city"
  | "capacity"
  | "promoter"
  | "contact"
  | "fee"
  | "deposit";

/** What stands before a colon, or in the left column of a form. */
export const labelAt = phrases<Label>([
  [
    "artist",
    [
      "artiste",
      "groupe",
      "artist",
      "band",
      "act",
      "nom de l'artiste",
      "artist name",
      "artiste ou groupe",
    ],
  ],
  [
    "production",
    [
      "spectacle",
      "titre du spectacle",
      "nom du spectacle",
      "show title",
      "production",
      "title of show",
    ],
  ],
  ["tour", ["tournée", "nom de la tournée", "tour", "tour name"]],
  [
    "date",
    [
      "date",
      "jour",
      "date de la représentation",
      "date de représentation",
      "date du concert",
      "date du spectacle",
      "date et heure",
      "jour et heure",
      "date of performance",
      "performance date",
      "show date",
      "event date",
      "date of show",
      "date of event",
      "date of engagement",
    ],
  ],
  [
    "venue",
    [
      "lieu",
      "salle",
      "lieu de la représentation",
      "lieu de représentation",
      "lieu du concert",
      "lieu du spectacle",
      "venue",
      "venue name",
      "place of performance",
    ],
  ],
  ["city", ["ville", "commune", "city", "town"]],
  ["capacity", ["jauge", "capacité", "capacity", "jauge maximale", "venue capacity"]],
  [
    "promoter",
    [
      "organisateur",
      "l'organisateur",
      "diffuseur",
      "le diffuseur",
      "promoteur",
      "promoter",
      "purchaser",
      "presenter",
      "buyer",
      "acheteur",
    ],
  ],
  [
    "contact",
    ["contact", "interlocuteur", "représenté par", "represented by", "contact name", "suivi par"],
  ],
  [
    "fee",
    [
      "prix de cession",
      "prix",
      "cession",
      "cachet",
      "montant",
      "montant de la cession",
      "prix de vente",
      "minimum garanti",
      "fee",
      "flat fee",
      "artist fee",
      "guarantee",
      "guaranteed fee",
      "mg",
    ],
  ],
  ["deposit", ["acompte", "arrhes", "deposit", "advance payment"]],
]);

/** What an amount is, by the last of these words before it. Read on text without accents. */
export const moneyCues: readonly (readonly ["fee" | "deposit" | "other", RegExp])[] = [
  ["deposit", /\b(acompte|arrhes|deposit|advance payment|premier versement)\b/g],
  [
    "other",
    /\b(capital|indemnite|dedit|penalite|penalty|compensation|transport|hebergement|hotel|defraiement|per diem|catering|repas|billet|tickets?|tarif|places|assurance|insurance|sacem|kilometr\w*|backline|buy-?out)\b/g,
  ],
  [
    "fee",
    /\b(prix|somme|cession|cachet|montant|fee|guarantee|garanti|remuneration|versera|verse|paiera|shall pay|will pay|pour)\b/g,
  ],
];

export const dealKinds = [
  "cession",
  "co_realisation",
  "co_production",
  "rental",
  "guarantee",
  "versus",
  "percentage",
] as const;
export type DealKind = (typeof dealKinds)[number];

/** How the terms are called; the first that fits. Read on text without accents. */
export const dealWords: readonly (readonly [DealKind, RegExp])[] = [
  [
    "versus",
    /\b(versus|vs\.?|whichever is (?:the )?(?:greater|higher)|(?:le|au) plus (?:favorable|eleve)|ou \d+ ?% .{0,40}(?:si|plus))\b/,
  ],
  ["co_realisation", /\bco-?realisation\b/],
  ["co_production", /\bco-?production\b/],
  ["guarantee", /\b(minimum garanti|guarantee|garantie minimum)\b/],
  ["rental", /\b(location de (?:la )?salle|venue hire|hall rental)\b/],
  ["cession", /\b(cession|prix fixe|flat fee|fixed fee|fee|cachet)\b/],
];

/** A date of these lines is when something is signed, paid or sent, not when somebody plays. */
export const otherDates =
  /\b(fait a|fait le|signed|signature|acompte|deposit|au plus tard|no later than|avant le|echeance|due|mise a jour|updated?|envoye|sent|facture|invoice|valable|expire\w*|option jusqu)\b/;
export const playing =
  /\b(representations?|concerts?|spectacle|joue\w*|se produi\w*|show|performances?|performs?|plays?|date|recevoir|programm\w*|accueillir|booking)\b/;

export const shares = /\b(recettes?|net|box office|receipts|billetterie|gross|entrees)\b/;

/** Names of the two sides where a contract defines them. */
export const promoterRole =
  /\b(l'organisateur|le diffuseur|organisateur|diffuseur|promoter|purchaser|presenter|buyer|acheteur)\b/;
export const definesRole =
  /\b(denomme\w*|designe\w*|appele\w*|hereinafter|referred to as|known as)\b/;
export const opensParty =
  /^\s*(entre( les soussigne\w*)?|et|d'une part|d'autre part|between|and)\s*:?\s*$/;
export const legalForms =
  /(?<=\S)(?:,\s*|\s+)\(?(?:SAS|SASU|SARL|EURL|SA|SCIC|SCOP|SCI|EPCC|EPIC|Ltd|Limited|LLC|GmbH|BV|SRL|SPRL|ASBL)\b.*$|,\s*[Aa]ssociation\b.*$/u;
