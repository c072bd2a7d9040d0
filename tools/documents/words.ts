import type { Text } from "../core/text.ts";

const roles: Record<string, Text> = {
  artist: { fr: "Artiste", en: "Artist" },
  musician: { fr: "Musicien", en: "Musician" },
  actor: { fr: "Comédien", en: "Actor" },
  dancer: { fr: "Danseur", en: "Dancer" },
  booker: { fr: "Booking", en: "Booking" },
  booking: { fr: "Programmation", en: "Booking" },
  promoter: { fr: "Organisateur", en: "Promoter" },
  producer: { fr: "Production", en: "Producer" },
  tour_manager: { fr: "Régie de tournée", en: "Tour manager" },
  production_manager: { fr: "Régie générale", en: "Production manager" },
  stage_manager: { fr: "Régie plateau", en: "Stage manager" },
  sound_engineer: { fr: "Son", en: "Sound" },
  monitor_engineer: { fr: "Retours", en: "Monitors" },
  lighting_engineer: { fr: "Lumière", en: "Lights" },
  backliner: { fr: "Backline", en: "Backline" },
  driver: { fr: "Chauffeur", en: "Driver" },
  merchandiser: { fr: "Merchandising", en: "Merchandise" },
  technical: { fr: "Technique", en: "Technical" },
  hospitality: { fr: "Accueil", en: "Hospitality" },
  catering: { fr: "Catering", en: "Catering" },
  security: { fr: "Sécurité", en: "Security" },
  press: { fr: "Presse", en: "Press" },
  press_officer: { fr: "Presse", en: "Press" },
  other: { fr: "Équipe", en: "Team" },
  ticketing: { fr: "Billetterie", en: "Ticketing" },
};

const transportKinds: Record<string, Text> = {
  train: { fr: "Train", en: "Train" },
  plane: { fr: "Avion", en: "Plane" },
  bus: { fr: "Bus", en: "Bus" },
  van: { fr: "Van", en: "Van" },
  truck: { fr: "Camion", en: "Truck" },
  car: { fr: "Voiture", en: "Car" },
  taxi: { fr: "Taxi", en: "Taxi" },
  ferry: { fr: "Ferry", en: "Ferry" },
  other: { fr: "Trajet", en: "Journey" },
};

/** As headings of a line, without article. */
const scheduleKinds: Record<string, Text> = {
  load_in: { fr: "Get-in", en: "Load-in" },
  line_check: { fr: "Line check", en: "Line check" },
  sound_check: { fr: "Balances", en: "Sound check" },
  dinner: { fr: "Repas", en: "Dinner" },
  doors: { fr: "Ouverture des portes", en: "Doors" },
  support: { fr: "Première partie", en: "Support" },
  changeover: { fr: "Changement de plateau", en: "Changeover" },
  set_time: { fr: "Passage", en: "Set time" },
  intermission: { fr: "Entracte", en: "Intermission" },
  meet_and_greet: { fr: "Rencontre avec le public", en: "Meet and greet" },
  curfew: { fr: "Couvre-feu", en: "Curfew" },
  load_out: { fr: "Démontage", en: "Load-out" },
};

/** A role by its code, or the words in which it was typed. */
export function roleWords(role: string): Text {
  return roles[role] ?? asTyped(role);
}

export function transportWords(kind: string): Text {
  return transportKinds[kind] ?? asTyped(kind);
}

export function scheduleWords(kind: string): Text {
  return scheduleKinds[kind] ?? asTyped(kind);
}

function asTyped(text: string): Text {
  const plain = text.replaceAll("_", " ");
  const words = plain.charAt(0).toUpperCase() + plain.slice(1);
  return { fr: words, en: words };
}
