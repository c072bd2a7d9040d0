/** The invented people of the demo season: crews, promoters by venue, media, partners, and the public. */
export type DemoPerson = { name: string; email: string; company?: string; job_title?: string };

export const crews: Record<string, { person: DemoPerson; role: string }[]> = {
  "Ana Costa": [
    { person: person("Nadia Ferrand", "Régisseuse de tournée"), role: "tour_manager" },
    { person: person("Yann Kerbrat", "Ingénieur du son façade"), role: "sound_engineer" },
    { person: person("Lucile Abadie", "Éclairagiste"), role: "lighting_engineer" },
    { person: person("Omar Sylla", "Chauffeur"), role: "driver" },
  ],
  "Feu Follet": [
    { person: person("Bastien Roche", "Régisseur de tournée"), role: "tour_manager" },
    { person: person("Maud Keller", "Ingénieure du son façade"), role: "sound_engineer" },
    { person: person("Tito Marchetti", "Backliner"), role: "backliner" },
  ],
  "Les Petites Mains": [
    { person: person("Solène Aubry", "Directrice technique"), role: "production_manager" },
    { person: person("Rachid Hamdi", "Régisseur lumière"), role: "lighting_engineer" },
  ],
};

export const promoters = [
  "Claire Vasseur",
  "Mathieu Lenoir",
  "Aurélie Schmitt",
  "Didier Pons",
  "Fanny Teixeira",
  "Gaël Le Bihan",
  "Hélène Morvan",
  "Ismaël Traoré",
] as const;

export const media: DemoPerson[] = [
  { ...person("Pauline Delorme", "Journaliste"), company: "Radio des Deux Rives" },
  { ...person("Stéphane Gallo", "Programmateur musical"), company: "Onde Claire" },
  { ...person("Mina Haddad", "Journaliste"), company: "La Gazette des scènes" },
];

export const partners: DemoPerson[] = [
  { ...person("Éric Savary", "Gérant"), company: "Savary Autocars" },
  { ...person("Noémie Lacaze", "Location de matériel"), company: "Plein Feu Location" },
];

export const firstNames = [
  "Léa",
  "Hugo",
  "Inès",
  "Louis",
  "Chloé",
  "Adam",
  "Manon",
  "Jules",
  "Camille",
  "Noé",
  "Sarah",
  "Gabriel",
  "Zoé",
  "Paul",
  "Nina",
  "Malik",
  "Élise",
  "Théo",
  "Jeanne",
  "Karim",
];
export const lastNames = [
  "Martin",
  "Petit",
  "Moreau",
  "Roux",
  "Leroy",
  "Blanc",
  "Garnier",
  "Faure",
  "Lambert",
  "Girard",
  "Mercier",
  "Dupont",
  "Bonnet",
  "François",
  "Benali",
  "Nguyen",
  "Da Silva",
  "Rousseau",
  "Gauthier",
  "Perrin",
];

function person(name: string, job_title: string): DemoPerson {
  return { name, email: addressOf(name), job_title };
}

/** « Élise Da Silva » → elise.da.silva@exemple.fr */
export function addressOf(name: string): string {
  return `${name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z]+/g, ".")}@exemple.fr`;
}
