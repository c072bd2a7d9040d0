/** The demo season: invented artists in real venues. `offset` counts days from today. */
export type DemoDate = {
  offset: number;
  city: string;
  venue: string;
  capacity: number;
  hold?: 1 | 2 | 3;
};

export type DemoTour = {
  artist: string;
  genre: string;
  production: string;
  kind: "concert" | "musical" | "theatre";
  name: string;
  priceCents: number;
  /** How well it sells: the share of the capacity gone on the night. */
  pull: number;
  guaranteeCents: number;
  dates: DemoDate[];
};

export const season: DemoTour[] = [
  {
    artist: "Ana Costa",
    genre: "chanson",
    production: "Marées",
    kind: "concert",
    name: "Marées, tournée d’automne",
    priceCents: 3200,
    pull: 0.82,
    guaranteeCents: 650000,
    dates: [
      { offset: -182, city: "Brest", venue: "La Carène", capacity: 1500 },
      { offset: -180, city: "Rennes", venue: "Le Liberté", capacity: 2200 },
      { offset: -177, city: "Nantes", venue: "Stereolux", capacity: 1200 },
      { offset: -175, city: "La Rochelle", venue: "La Sirène", capacity: 1200 },
      { offset: -172, city: "Bordeaux", venue: "Le Rocher de Palmer", capacity: 1200 },
      { offset: -168, city: "Toulouse", venue: "Le Bikini", capacity: 1500 },
      { offset: -165, city: "Montpellier", venue: "Le Rockstore", capacity: 900 },
      { offset: -161, city: "Marseille", venue: "Espace Julien", capacity: 1000 },
    ],
  },
  {
    artist: "Ana Costa",
    genre: "chanson",
    production: "Marées",
    kind: "concert",
    name: "Marées, grandes salles",
    priceCents: 3900,
    pull: 0.74,
    guaranteeCents: 950000,
    dates: [
      { offset: -24, city: "Lille", venue: "L’Aéronef", capacity: 1900 },
      { offset: -21, city: "Strasbourg", venue: "La Laiterie", capacity: 1000 },
      { offset: -17, city: "Dijon", venue: "La Vapeur", capacity: 1200 },
      { offset: 6, city: "Lyon", venue: "Le Transbordeur", capacity: 1800 },
      { offset: 9, city: "Grenoble", venue: "La Belle Électrique", capacity: 1000 },
      { offset: 12, city: "Nice", venue: "Théâtre Lino Ventura", capacity: 750 },
      { offset: 16, city: "Paris", venue: "La Cigale", capacity: 1400 },
      { offset: 17, city: "Paris", venue: "La Cigale", capacity: 1400 },
      { offset: 23, city: "Bruxelles", venue: "Ancienne Belgique", capacity: 2000 },
      { offset: 27, city: "Genève", venue: "Alhambra", capacity: 700 },
    ],
  },
  {
    artist: "Feu Follet",
    genre: "rock",
    production: "Nuit blanche",
    kind: "concert",
    name: "Nuit blanche, clubs",
    priceCents: 2400,
    pull: 0.9,
    guaranteeCents: 280000,
    dates: [
      { offset: -95, city: "Clermont-Ferrand", venue: "La Coopérative de Mai", capacity: 1500 },
      { offset: -92, city: "Saint-Étienne", venue: "Le Fil", capacity: 1200 },
      { offset: -89, city: "Annecy", venue: "Le Brise Glace", capacity: 600 },
      { offset: -84, city: "Nancy", venue: "L’Autre Canal", capacity: 1300 },
      { offset: 34, city: "Tours", venue: "Le Temps Machine", capacity: 600 },
      { offset: 36, city: "Orléans", venue: "L’Astrolabe", capacity: 550 },
      { offset: 41, city: "Rouen", venue: "Le 106", capacity: 1100 },
      { offset: 44, city: "Caen", venue: "Le Cargö", capacity: 900 },
      { offset: 48, city: "Amiens", venue: "La Lune des Pirates", capacity: 250 },
    ],
  },
  {
    artist: "Feu Follet",
    genre: "rock",
    production: "Plein jour",
    kind: "concert",
    name: "Plein jour, festivals d’été",
    priceCents: 2900,
    pull: 0.6,
    guaranteeCents: 420000,
    dates: [
      { offset: 196, city: "Belfort", venue: "Les Eurockéennes", capacity: 34000, hold: 1 },
      { offset: 203, city: "La Rochelle", venue: "Les Francofolies", capacity: 12000, hold: 2 },
      {
        offset: 211,
        city: "Carhaix-Plouguer",
        venue: "Les Vieilles Charrues",
        capacity: 55000,
        hold: 1,
      },
      { offset: 232, city: "Saint-Malo", venue: "La Route du Rock", capacity: 12000, hold: 3 },
    ],
  },
  {
    artist: "Les Petites Mains",
    genre: "théâtre musical",
    production: "Le Grand Magasin",
    kind: "musical",
    name: "Le Grand Magasin en tournée",
    priceCents: 3500,
    pull: 0.68,
    guaranteeCents: 540000,
    dates: [
      { offset: 61, city: "Voiron", venue: "Le Grand Angle", capacity: 1000 },
      { offset: 64, city: "Bourg-en-Bresse", venue: "Théâtre de Bourg", capacity: 600 },
      { offset: 68, city: "Chalon-sur-Saône", venue: "Espace des Arts", capacity: 850 },
      { offset: 73, city: "Bourges", venue: "Maison de la Culture", capacity: 700 },
      { offset: 78, city: "Poitiers", venue: "Théâtre Auditorium", capacity: 1020 },
      { offset: 82, city: "Limoges", venue: "Opéra de Limoges", capacity: 1480 },
    ],
  },
  {
    artist: "Les Petites Mains",
    genre: "théâtre musical",
    production: "Boutons d’or",
    kind: "theatre",
    name: "Boutons d’or, jeune public",
    priceCents: 1400,
    pull: 0.8,
    guaranteeCents: 240000,
    dates: [
      { offset: 90, city: "Pau", venue: "Théâtre Saint-Louis", capacity: 460, hold: 1 },
      { offset: 96, city: "Perpignan", venue: "Théâtre de l’Archipel", capacity: 1100, hold: 2 },
      { offset: 103, city: "Avignon", venue: "Opéra Grand Avignon", capacity: 1100 },
    ],
  },
];
