import type { Say } from "../core/text.ts";
import type { Section } from "./content.ts";
import type { Facts } from "./read-facts.ts";
import { roleWords } from "./words.ts";
import { schedule } from "./write-day-sheet.ts";

/** What the show needs of the stage, beside what the venue has. Unknown facts stay to be confirmed. */
export function writeTechnicalRider(facts: Facts, say: Say, notes: string | undefined): Section[] {
  const { performance } = facts;
  const need = (fr: string, en: string) => ({ label: say({ fr, en }), value: null });
  return [
    {
      kind: "facts",
      title: say({ fr: "Le spectacle", en: "The show" }),
      facts: [
        { label: say({ fr: "Artiste", en: "Artist" }), value: performance.artist },
        {
          label: say({ fr: "Durée", en: "Length" }),
          value: performance.durationMinutes === null ? null : `${performance.durationMinutes} min`,
        },
        {
          label: say({ fr: "Équipe en tournée", en: "Touring party" }),
          value: facts.team.length > 0 ? say.number(facts.team.length) : null,
        },
      ],
    },
    team(facts, say),
    {
      kind: "facts",
      title: say({ fr: "Scène et équipement", en: "Stage and equipment" }),
      facts: [
        need(
          "Dimensions de scène (ouverture, profondeur, hauteur)",
          "Stage size (width, depth, height)",
        ),
        need("Diffusion façade", "Front of house system"),
        need("Retours", "Monitors"),
        need("Console son", "Sound desk"),
        need("Lumière et console", "Lights and desk"),
        need("Backline", "Backline"),
        need("Alimentation électrique", "Power"),
        need("Personnel local", "Local crew"),
      ],
    },
    venueEquipment(facts, say),
    schedule(facts, say),
    ...extra(say, notes),
  ];
}

/** What the team needs to be well received. */
export function writeHospitalityRider(
  facts: Facts,
  say: Say,
  notes: string | undefined,
): Section[] {
  const need = (fr: string, en: string, value: string | null = null) => ({
    label: say({ fr, en }),
    value,
  });
  const size = facts.team.length > 0 ? say.number(facts.team.length) : null;
  const rooms = facts.accommodations.reduce((total, stay) => total + (stay.rooms ?? 0), 0);
  return [
    {
      kind: "facts",
      title: say({ fr: "Accueil", en: "Hospitality" }),
      facts: [
        need("Personnes à accueillir", "People to receive", size),
        need("Loges", "Dressing rooms"),
        need("Catering à l’arrivée", "Catering on arrival"),
        need("Repas chauds", "Hot meals", size),
        need("Régimes et allergies", "Diets and allergies"),
        need("Boissons de scène", "Stage drinks"),
        need("Serviettes", "Towels"),
        need("Invitations", "Guest tickets", facts.guests > 0 ? say.number(facts.guests) : null),
        need("Stationnement", "Parking"),
        need("Chambres", "Rooms", rooms > 0 ? say.number(rooms) : null),
      ],
    },
    team(facts, say),
    schedule(facts, say),
    ...extra(say, notes),
  ];
}

function team(facts: Facts, say: Say): Section {
  return {
    kind: "people",
    title: say({ fr: "Équipe", en: "Team" }),
    people: facts.team.map((person) => ({ ...person, role: say(roleWords(person.role)) })),
  };
}

function venueEquipment(facts: Facts, say: Say): Section {
  const entries = Object.entries(facts.performance.technical ?? {});
  return {
    kind: "facts",
    title: say({ fr: "Équipement du lieu", en: "What the venue has" }),
    facts: entries.map(([label, value]) => ({
      label: label.replaceAll("_", " "),
      value: typeof value === "string" ? value : JSON.stringify(value),
    })),
  };
}

function extra(say: Say, notes: string | undefined): Section[] {
  if (!notes) return [];
  return [{ kind: "text", title: say({ fr: "Notes", en: "Notes" }), paragraphs: [notes] }];
}
