import type { Filler } from "./fill-demo.ts";
import type { DemoDate, DemoTour } from "./season.ts";

const expenses = [
  ["Camion et carburant", "transport", 38_000],
  ["Hôtel de l’équipe", "accommodation", 64_000],
  ["Catering", "catering", 27_000],
  ["Renfort technique", "technical", 52_000],
] as const;

/** What is far ahead is still being prepared, so that something is missing. */
const prepared = { schedule: 70, papers: 30, travel: 18 };

/** The schedule, deal, travel, papers and money of one date, fuller the nearer it is. */
export async function prepareDate(filler: Filler, tour: DemoTour, date: DemoDate, id: string) {
  if (date.offset >= prepared.schedule) return;
  await addTerms(filler, tour, id);
  if (date.offset < prepared.papers) await addPapers(filler, date, id);
  if (date.offset >= 0 && date.offset < prepared.travel) await addTravel(filler, date, id);
  if (date.offset < 0) await addMoney(filler, tour, date, id);
}

async function addTerms({ call }: Filler, tour: DemoTour, id: string) {
  await call("tours_update_schedule", {
    performances: [id],
    load_in: "14:00",
    sound_check: "16:30",
    doors: "19:00",
    set_time: "20:30",
    curfew: "23:30",
  });
  await call("business_set_deal", {
    performance: id,
    deal_kind: "cession",
    guarantee: tour.guaranteeCents,
    deposit: Math.round(tour.guaranteeCents / 2),
  });
}

async function addPapers({ call }: Filler, date: DemoDate, id: string) {
  // One contract in six has not come back yet.
  if (date.offset % 6 !== 0) {
    await call("documents_create_document", { kind: "contract", performance: id });
  }
  if (date.offset < -60) {
    await call("documents_create_document", { kind: "invoice", performance: id });
  }
  if (date.offset < 0) return;
  await call("documents_create_document", { kind: "technical_rider", performance: id });
  await call("tours_set_advancing", {
    performances: [id],
    topic: "Plan de feu",
    advancing_status: "received",
  });
  await call("tours_set_advancing", {
    performances: [id],
    topic: "Accès camion",
    advancing_status: date.offset < 10 ? "confirmed" : "asked",
  });
  await call("ticketing_add_guests", {
    performance: id,
    guests: ["Pauline Delorme", "Mina Haddad", "Stéphane Gallo"],
    plus_ones: 1,
  });
}

async function addTravel({ call, day }: Filler, date: DemoDate, id: string) {
  await call("tours_add_transport", {
    performance: id,
    transport_kind: "van",
    from_place: "Lyon",
    to_place: date.city,
    departs: "09:00",
    cost: 24_000,
  });
  await call("tours_add_accommodation", {
    performance: id,
    name: `Hôtel de la Gare, ${date.city}`,
    rooms: 7,
    check_in_on: day(date.offset),
    cost: 61_600,
  });
  if (date.offset < 8) {
    await call("documents_create_document", { kind: "day_sheet", performance: id });
  }
}

async function addMoney({ call, day, random }: Filler, tour: DemoTour, date: DemoDate, id: string) {
  for (const [label, category, amount] of expenses) {
    await call("business_add_expense", {
      label,
      category,
      amount: Math.round((amount * (0.7 + random() * 0.7)) / 100) * 100,
      performance: id,
      on: day(date.offset),
    });
  }
  await call("business_add_income", {
    label: "Prix de cession",
    category: "cession",
    amount: tour.guaranteeCents,
    performance: id,
    on: day(date.offset),
    vat: 550,
  });
}
