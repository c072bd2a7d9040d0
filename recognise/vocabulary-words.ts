import { phrases } from "./phrases.ts";
import type { Values } from "./span.ts";

/** Words of the trade by DOMAIN code, in French and English; plurals and feminines follow by themselves. */

export const status = phrases<Values["status"]["status"]>([
  [
    "option",
    [
      "en option",
      "option",
      "sous option",
      "on hold",
      "tentative",
      "pencilled",
      "options",
      "optionnée",
    ],
  ],
  ["confirmed", ["confirmé", "confirmée", "confirmed", "ferme", "validée", "validé", "signé"]],
  ["on_sale", ["en vente", "on sale", "en billetterie", "vente ouverte"]],
  ["played", ["joué", "jouée", "passé", "passée", "played"]],
  ["settled", ["soldé", "soldée", "settled", "décompté", "clôturé", "réglé"]],
  ["cancelled", ["annulé", "annulée", "cancelled", "canceled", "annul"]],
  ["sold_out", ["complet", "complète", "sold out", "soldout", "guichets fermés"]],
]);
export const documentKind = phrases([
  ["quote", ["devis", "quote", "estimate", "quotation"]],
  ["contract", ["contrat", "contrat de cession", "contract", "agreement"]],
  ["invoice", ["facture", "invoice", "bill"]],
  ["day_sheet", ["feuille de route", "day sheet", "daysheet", "day-sheet", "fdr"]],
  ["tour_book", ["carnet de route", "tour book", "tourbook"]],
  ["run_of_show", ["conducteur", "run of show", "running order"]],
  [
    "technical_rider",
    ["fiche technique", "fiche tech", "technical rider", "tech rider", "rider technique"],
  ],
  ["hospitality_rider", ["rider d'accueil", "hospitality rider", "rider accueil"]],
  ["rider", ["rider"]],
  ["stage_plot", ["plan de scène", "stage plot", "plan de feux"]],
  ["rooming_list", ["rooming list", "rooming"]],
  ["call_sheet", ["convocation", "call sheet"]],
  [
    "box_office_statement",
    [
      "bordereau",
      "bordereau de recettes",
      "relevé de recettes",
      "box office statement",
      "relevé de billetterie",
    ],
  ],
  ["settlement", ["décompte", "settlement"]],
]);
export const dealKind = phrases([
  ["cession", ["cession", "en cession", "prix de cession"]],
  ["co_realisation", ["coréalisation", "co-réalisation", "coréa", "co-réa"]],
  ["co_production", ["coproduction", "co-production", "coprod"]],
  ["guarantee", ["minimum garanti", "MG", "guarantee", "garantie"]],
  ["rental", ["location de salle", "en location", "rental"]],
]);
export const role = phrases([
  ["owner", ["propriétaire", "owner", "gérant", "gérante"]],
  [
    "manager",
    [
      "manager",
      "administrateur",
      "administratrice",
      "chargé de production",
      "chargée de production",
    ],
  ],
  ["accountant", ["comptable", "accountant", "bookkeeper"]],
  [
    "door_staff",
    [
      "contrôleur",
      "contrôleuse",
      "équipe de contrôle",
      "agent d'accueil",
      "door staff",
      "billettiste",
      "contrôle d'accès",
      "ouvreur",
      "ouvreuse",
    ],
  ],
  [
    "viewer",
    [
      "lecteur",
      "lectrice",
      "lecture seule",
      "viewer",
      "read only",
      "read-only",
      "observateur",
      "consultation",
    ],
  ],
]);
export const teamRole = phrases([
  [
    "tour_manager",
    ["régisseur de tournée", "régisseuse de tournée", "régie de tournée", "tour manager", "TM"],
  ],
  [
    "production_manager",
    [
      "régisseur général",
      "régisseuse générale",
      "directeur technique",
      "directrice technique",
      "production manager",
    ],
  ],
  [
    "sound_engineer",
    [
      "ingé son",
      "ingénieur du son",
      "ingénieure du son",
      "sonorisateur",
      "sound engineer",
      "FOH",
      "façade",
      "retours",
    ],
  ],
  [
    "lighting_engineer",
    ["éclairagiste", "ingé lumière", "régisseur lumière", "lighting engineer", "LD"],
  ],
  ["backliner", ["backliner", "backlineur", "guitar tech"]],
  ["driver", ["chauffeur", "chauffeuse", "driver"]],
  ["musician", ["musicien", "musicienne", "musician"]],
  [
    "promoter",
    ["organisateur", "organisatrice", "diffuseur", "promoter", "programmateur", "programmatrice"],
  ],
  ["producer", ["producteur", "productrice", "producer", "tourneur"]],
  ["press_officer", ["attaché de presse", "attachée de presse", "press officer", "publicist"]],
]);
export const ticketKind = phrases<Values["ticket_kind"]["kind"]>([
  [
    "full",
    [
      "plein tarif",
      "tarif plein",
      "tarif normal",
      "tarif unique",
      "full price",
      "full-price",
      "standard",
    ],
  ],
  [
    "reduced",
    [
      "tarif réduit",
      "réduit",
      "reduced",
      "concession",
      "tarif étudiant",
      "étudiant",
      "tarif jeune",
      "reduced price",
      "student",
    ],
  ],
  [
    "early",
    ["prévente", "early bird", "early-bird", "presale", "pre-sale", "pre sale", "tarif prévente"],
  ],
  ["group", ["tarif groupe", "groupe scolaire", "group rate", "tarif CE", "group"]],
  ["pass", ["pass", "abonnement", "abonné", "tarif abonné", "season ticket"]],
  ["comp", ["exonéré", "exo", "invitation", "gratuit", "comp", "complimentary", "gratuité"]],
  ["staff", ["tarif équipe", "staff"]],
]);
export const dayKind = phrases<Values["day_kind"]["kind"]>([
  ["travel", ["jour de voyage", "jour de route", "travel day", "trajet", "déplacement"]],
  ["off", ["jour off", "jour de repos", "day off", "off day", "repos", "off"]],
  ["rehearsal", ["répétition", "répét", "filage", "rehearsal", "résidence"]],
  ["promo", ["promo", "jour promo", "promo day", "interview"]],
]);
export const language = phrases([
  ["fr", ["en français", "français", "in French", "french", "version française"]],
  ["en", ["en anglais", "anglais", "in English", "english", "version anglaise"]],
  ["de", ["en allemand", "allemand", "in German", "german"]],
  ["es", ["en espagnol", "espagnol", "in Spanish", "spanish"]],
  ["it", ["en italien", "italien", "in Italian", "italian"]],
]);
export const yes = phrases<1 | 0>([
  [
    1,
    [
      "oui",
      "ouais",
      "yes",
      "yep",
      "yeah",
      "ok",
      "okay",
      "d'accord",
      "vas-y",
      "go",
      "c'est bon",
      "c'est ça",
      "exact",
      "exactement",
      "sure",
      "go ahead",
      "bien sûr",
      "je confirme",
      "parfait",
      "do it",
      "correct",
      "carrément",
    ],
  ],
  [
    0,
    [
      "non",
      "nope",
      "no",
      "pas du tout",
      "surtout pas",
      "laisse tomber",
      "laisse",
      "don't",
      "not now",
      "pas maintenant",
      "jamais",
    ],
  ],
]);
