import { randomUUID } from "node:crypto";
import { ownerSession } from "#accounts/open-session.ts";
import { openDatabase } from "#database/pool.ts";
import { readEnv } from "#integrations/env.ts";
import { openIntegrations } from "#integrations/open-integrations.ts";
import { callTool } from "#tools/call-tool.ts";
import { flushReads } from "#tools/core/audit.ts";
import { seeded } from "./demo/random.ts";
import { type DemoDate, type DemoTour, firstNames, lastNames, season } from "./demo/season.ts";

const dayMs = 86_400_000;
const expenses = [
  ["Camion et carburant", "transport", 38_000],
  ["Hôtel de l’équipe", "accommodation", 64_000],
  ["Catering", "catering", 27_000],
  ["Renfort technique", "technical", 52_000],
] as const;

type Seller = {
  call(name: string, input: unknown, at?: Date): Promise<Record<string, unknown>>;
  random: () => number;
  today: Date;
};

/**
 * Fills the owner's organization with the demo season through the same tools as everybody:
 * deterministic, dated from `today`, past sales with curves that rise towards the night.
 */
export async function fillDemo(url: string, today = new Date()): Promise<void> {
  const database = openDatabase(url, 2);
  const integrations = openIntegrations(readEnv());
  const { actor } = await ownerSession(database);
  const call: Seller["call"] = async (name, input, at = today) => {
    const outcome = await callTool(
      { database, integrations, actor, locale: "fr", now: at, callId: randomUUID() },
      name,
      input,
    );
    if (!outcome.ok) throw new Error(`${name}: ${JSON.stringify(outcome)}`);
    return outcome.value as Record<string, unknown>;
  };
  const seller: Seller = { call, random: seeded(20_261_126), today };
  await call("organization_update_organization", { licences: ["PLATESV-D-2019-001172"] });
  const made = new Set<string>();
  for (const tour of season) {
    if (!made.has(tour.artist)) {
      await call("tours_create_artist", { name: tour.artist, genre: tour.genre });
    }
    if (!made.has(tour.production)) {
      await call("tours_create_production", { title: tour.production, artist: tour.artist });
    }
    made.add(tour.artist).add(tour.production);
    await fillTour(seller, tour);
  }
  await flushReads(database);
  await database.close();
}

async function fillTour(seller: Seller, tour: DemoTour) {
  const day = (offset: number) =>
    new Date(seller.today.getTime() + offset * dayMs).toISOString().slice(0, 10);
  const planned = await seller.call("tours_plan_tour", {
    artist: tour.artist,
    production: tour.production,
    name: tour.name,
    text: tour.dates
      .map(
        (date) =>
          `${day(date.offset)} ; ${date.city} ; ${date.venue}${date.hold ? ` ; option ${date.hold}` : ""}`,
      )
      .join("\n"),
  });
  const rows = planned["dates"] as { id: string; day: string }[];
  for (const date of tour.dates) {
    const id = rows.find((row) => row.day === day(date.offset))?.id;
    if (!id) throw new Error(`the demo date in ${date.city} was not read`);
    await seller.call("tours_update_performance", { performances: [id], capacity: date.capacity });
    if (!date.hold) await fillDate(seller, tour, date, id);
  }
}

async function fillDate(seller: Seller, tour: DemoTour, date: DemoDate, id: string) {
  const { call, random } = seller;
  // What is far ahead is still being prepared, so that something is missing.
  if (date.offset < 70) {
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
    });
  }
  const full = Math.round(date.capacity * 0.7);
  await call("ticketing_create_ticket_type", {
    performances: [id],
    kind: "full",
    price: tour.priceCents,
    quota: full,
  });
  await call("ticketing_create_ticket_type", {
    performances: [id],
    kind: "reduced",
    price: tour.priceCents - 800,
    quota: date.capacity - full,
  });
  await sell(seller, tour, date, id, full);
  if (date.offset < 0) {
    for (const [label, category, amount] of expenses) {
      const cents = Math.round((amount * (0.7 + random() * 0.7)) / 100) * 100;
      const on = new Date(seller.today.getTime() + date.offset * dayMs).toISOString().slice(0, 10);
      await call("business_add_expense", { label, category, amount: cents, performance: id, on });
    }
    await call("tours_mark_played", { performances: [id] });
  }
}

/** Sales open 80 days before and rise towards the night; some nights sell slowly. */
async function sell(seller: Seller, tour: DemoTour, date: DemoDate, id: string, fullQuota: number) {
  const { call, random, today } = seller;
  const night = today.getTime() + date.offset * dayMs;
  const target = Math.round(date.capacity * Math.min(0.99, tour.pull * (0.7 + random() * 0.5)));
  const left = { full: fullQuota, reduced: date.capacity - fullQuota };
  const steps = 24;
  let sold = 0;
  for (let step = 1; step <= steps; step++) {
    const at = new Date(
      night - 80 * dayMs * (1 - step / steps) - 3_600_000 * Math.floor(random() * 10 + 9),
    );
    if (at > today) break;
    const wanted = Math.round(target * (step / steps) ** 1.7) - sold;
    const type = random() < 0.72 ? "full" : "reduced";
    const quantity = Math.min(wanted, left[type], 480);
    if (quantity < 1) continue;
    const first = firstNames[Math.floor(random() * firstNames.length)] ?? "Léa";
    const last = lastNames[Math.floor(random() * lastNames.length)] ?? "Martin";
    await call(
      "ticketing_record_sale",
      {
        performance: id,
        ticket_type: type === "full" ? "Plein tarif" : "Tarif réduit",
        quantity,
        buyer: `${first} ${last}`,
        payment: random() < 0.8 ? "card" : "cash",
      },
      at,
    );
    left[type] -= quantity;
    sold += quantity;
  }
}
