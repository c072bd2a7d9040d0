const date = (day: string, city: string, venue: string, quote: string) => ({
  day,
  city,
  venue,
  page: 1,
  quote,
});

export const importExamples = [
  {
    fr: "importe ce que dit le contrat du Transbordeur",
    en: "import what the contract of Le Transbordeur says",
    input: {
      document: "contrat-transbordeur.pdf",
      artist: { name: "Nina Solal", page: 1, quote: "Artiste : Nina Solal" },
      dates: [
        {
          ...date("2027-03-12", "Villeurbanne", "Le Transbordeur", "Date : 12 mars 2027"),
          deal: {
            deal_kind: "cession" as const,
            guarantee: 800000,
            page: 2,
            quote: "la somme de 8 000 € HT",
          },
        },
      ],
    },
  },
  {
    fr: "reprends les dates du routing reçu",
    en: "take over the dates of the routing we received",
    input: {
      document: "routing.pdf",
      dates: [
        date("2027-03-04", "Lille", "L’Aéronef", "04/03/2027 Lille L’Aéronef"),
        date("2027-03-05", "Rouen", "Le 106", "05/03/2027 Rouen Le 106"),
      ],
    },
  },
  {
    fr: "ajoute la date proposée dans le mail du festival",
    en: "add the date offered in the festival’s mail",
    input: {
      document: "proposition-nimes.eml",
      dates: [
        {
          ...date("2027-07-17", "Nîmes", "Arènes", "à Nîmes le 17 juillet 2027"),
          status: "option" as const,
          hold_rank: 1,
        },
      ],
    },
  },
  {
    fr: "mets l’artiste de cette fiche technique dans la base",
    en: "put the artist of this technical rider on record",
    input: {
      document: "fiche-technique.pdf",
      artist: { name: "Nina Solal", page: 1, quote: "FICHE TECHNIQUE – Nina Solal" },
      dates: [],
    },
  },
  {
    fr: "rentre le deal memo de Manchester",
    en: "enter the Manchester deal memo",
    input: {
      document: "deal-memo.pdf",
      dates: [date("2027-04-18", "Manchester, GB", "Albert Hall", "Date: 18 April 2027")],
    },
  },
  {
    fr: "importe le document reçu pour Zaz",
    en: "import the document received for Zaz",
    input: {
      document: "dates.csv",
      for_artist: "Zaz",
      dates: [date("2027-05-20", "Dijon", "La Vapeur", "20/05/2027;Dijon;La Vapeur")],
    },
  },
];
