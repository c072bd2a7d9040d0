import type { Text } from "../core/text.ts";

/** Where tickets of a date are sold besides here. */
export const salesPlatforms = [
  "weezevent",
  "billetweb",
  "shotgun",
  "ticketmaster",
  "fnac",
  "see_tickets",
  "dice",
  "eventbrite",
  "helloasso",
  "yurplan",
  "venue",
  "reseller",
  "other",
] as const;
export type SalesPlatform = (typeof salesPlatforms)[number];

export const platformWords: Record<SalesPlatform, Text> = {
  weezevent: { fr: "Weezevent", en: "Weezevent" },
  billetweb: { fr: "BilletWeb", en: "BilletWeb" },
  shotgun: { fr: "Shotgun", en: "Shotgun" },
  ticketmaster: { fr: "Ticketmaster", en: "Ticketmaster" },
  fnac: { fr: "Fnac Spectacles", en: "Fnac Spectacles" },
  see_tickets: { fr: "See Tickets", en: "See Tickets" },
  dice: { fr: "DICE", en: "DICE" },
  eventbrite: { fr: "Eventbrite", en: "Eventbrite" },
  helloasso: { fr: "HelloAsso", en: "HelloAsso" },
  yurplan: { fr: "Yurplan", en: "Yurplan" },
  venue: { fr: "Billetterie de la salle", en: "Box office of the venue" },
  reseller: { fr: "Revendeur", en: "Reseller" },
  other: { fr: "Autre plateforme", en: "Other platform" },
};

/** A platform as a person calls it. */
export const platformName = (platform: SalesPlatform, say: (text: Text) => string): string =>
  say(platformWords[platform]);
