import type { Say } from "../core/text.ts";
import type { Section } from "./content.ts";
import type { Facts } from "./read-facts.ts";
import { roleWords, scheduleWords, transportWords } from "./words.ts";

/** The day as the crew lives it: times, people, journeys, beds, tickets, notes. */
export function writeDaySheet(facts: Facts, say: Say): Section[] {
  return [
    schedule(facts, say),
    people(facts, say),
    transport(facts, say),
    accommodation(facts, say),
    tickets(facts, say),
    ...notes(facts, say),
  ];
}

export function schedule(facts: Facts, say: Say): Section {
  const { timeZone } = facts.performance;
  return {
    kind: "schedule",
    title: say({ fr: "Horaires", en: "Schedule" }),
    items: facts.schedule.map((item) => ({
      time: say.time(item.startsAt, timeZone),
      until: item.endsAt ? say.time(item.endsAt, timeZone) : null,
      label: item.label ?? say(scheduleWords(item.kind)),
      note: item.note,
      strong: item.kind === "doors" || item.kind === "set_time",
    })),
  };
}

function people(facts: Facts, say: Say): Section {
  const promoter = facts.promoter
    ? [
        {
          role: say(roleWords("promoter")),
          name: [facts.promoter.name, facts.promoter.company].filter(Boolean).join(", "),
          phone: facts.promoter.phone,
          email: facts.promoter.email,
        },
      ]
    : [];
  const others = [...facts.venueContacts, ...facts.team].map((person) => ({
    ...person,
    role: say(roleWords(person.role)),
  }));
  return {
    kind: "people",
    title: say({ fr: "Contacts", en: "Contacts" }),
    people: [...promoter, ...others],
  };
}

function transport(facts: Facts, say: Say): Section {
  const { timeZone } = facts.performance;
  return {
    kind: "facts",
    title: say({ fr: "Transport", en: "Transport" }),
    facts: facts.transports.map((leg) => {
      const times = [leg.departsAt, leg.arrivesAt]
        .map((at) => (at ? say.time(at, timeZone) : null))
        .filter((at) => at !== null)
        .join(" – ");
      return {
        label: say(transportWords(leg.kind)),
        value: [
          `${leg.fromPlace} – ${leg.toPlace}`,
          times,
          leg.vehicle,
          leg.reference,
          leg.travellers.join(", "),
          leg.note,
        ]
          .filter(Boolean)
          .join("\n"),
      };
    }),
  };
}

function accommodation(facts: Facts, say: Say): Section {
  return {
    kind: "facts",
    title: say({ fr: "Hébergement", en: "Accommodation" }),
    facts: facts.accommodations.map((stay) => ({
      label: stay.name,
      value: [
        [stay.address, stay.city].filter(Boolean).join(", "),
        `${say.shortDay(stay.checkInOn)} – ${say.shortDay(stay.checkOutOn)}`,
        stay.rooms
          ? say.count(stay.rooms, {
              fr: { one: "chambre", other: "chambres" },
              en: { one: "room", other: "rooms" },
            })
          : null,
        stay.phone,
        stay.reference,
        stay.rooming.join(", "),
        stay.note,
      ]
        .filter(Boolean)
        .join("\n"),
    })),
  };
}

function tickets(facts: Facts, say: Say): Section {
  const sold = facts.tickets.reduce((total, type) => total + type.sold, 0);
  const { capacity } = facts.performance;
  const lines = facts.tickets.map((type) => ({
    label: type.name,
    value: [
      say.money(type.priceCents, type.currency),
      say.count(type.sold, {
        fr: { one: "vendu", other: "vendus" },
        en: { one: "sold", other: "sold" },
      }),
      type.quota === null
        ? null
        : say({ fr: `sur ${say.number(type.quota)}`, en: `of ${say.number(type.quota)}` }),
    ]
      .filter(Boolean)
      .join(" · "),
  }));
  return {
    kind: "facts",
    title: say({ fr: "Billetterie", en: "Tickets" }),
    facts: [
      {
        label: say({ fr: "Jauge", en: "Capacity" }),
        value: capacity === null ? null : say.number(capacity),
      },
      ...(facts.tickets.length > 0
        ? [{ label: say({ fr: "Billets vendus", en: "Tickets sold" }), value: say.number(sold) }]
        : []),
      ...lines,
      { label: say({ fr: "Invités", en: "Guests" }), value: say.number(facts.guests) },
    ],
  };
}

function notes(facts: Facts, say: Say): Section[] {
  const open = facts.open.map(
    (item) =>
      `${item.topic}${item.note ? say({ fr: ` : ${item.note}`, en: `: ${item.note}` }) : ""}`,
  );
  const paragraphs = [
    ...(facts.performance.notes ? [facts.performance.notes] : []),
    ...(facts.performance.venueNotes ? [facts.performance.venueNotes] : []),
    ...(open.length > 0
      ? [
          say({
            fr: `Reste à obtenir : ${open.join(", ")}.`,
            en: `Still to come: ${open.join(", ")}.`,
          }),
        ]
      : []),
  ];
  if (paragraphs.length === 0) return [];
  return [{ kind: "text", title: say({ fr: "Notes", en: "Notes" }), paragraphs }];
}
