import type { Text } from "../core/text.ts";

/** What Stripe may still ask a promoter for, by the beginning or end of its own names, in words. */
const groups: [RegExp, Text][] = [
  [
    /external_account|bank/,
    {
      fr: "le compte bancaire qui reçoit les virements",
      en: "the bank account that receives payouts",
    },
  ],
  [
    /tos_acceptance|settings\./,
    { fr: "l’acceptation des conditions de Stripe", en: "acceptance of Stripe's terms" },
  ],
  [
    /(representative|individual|person|owners|directors|executives).*\.?(verification|id_number)/,
    { fr: "une pièce d’identité", en: "proof of identity" },
  ],
  [
    /^company\.(verification|directors_provided|owners_provided|executives_provided)|documents/,
    { fr: "un justificatif de la structure", en: "proof of the organization" },
  ],
  [
    /^(representative|individual|person|relationship)/,
    { fr: "l’identité du représentant légal", en: "who the legal representative is" },
  ],
  [
    /^(owners|directors|executives)/,
    { fr: "les dirigeants et bénéficiaires effectifs", en: "directors and beneficial owners" },
  ],
  [
    /^business_profile/,
    {
      fr: "l’activité et le site web de la structure",
      en: "what the organization does and its website",
    },
  ],
  [
    /^(business_type|company)/,
    {
      fr: "la forme et les coordonnées de la structure",
      en: "the organization's form and address",
    },
  ],
];

const other: Text = {
  fr: "d’autres renseignements, indiqués par Stripe",
  en: "further details, shown by Stripe",
};

/** What is missing, each thing once, in the order in which Stripe asks. */
export function requirementWords(due: string[]): Text[] {
  const found = due.map((name) => groups.find(([pattern]) => pattern.test(name))?.[1] ?? other);
  return [...new Set(found)];
}
