import type { Filler } from "./fill-demo.ts";
import { addressOf } from "./people.ts";
import { publicNames } from "./public.ts";
import type { DemoDate, DemoTour } from "./season.ts";

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const opensBefore = 80;
const reports = 16;
/** Kept out of the quotas: guests have tickets of the same capacity. */
const placesOfGuests = 20;

/**
 * Ticket types, then sales that open 80 days before and rise towards the night. The venue's own box
 * office reports its sales in lots; in the last weeks people also buy one by one. Some nights sell slowly.
 */
export async function sell(filler: Filler, tour: DemoTour, date: DemoDate, id: string) {
  const { call, random, today } = filler;
  const full = Math.round(date.capacity * 0.7);
  const left = { full, reduced: date.capacity - full - placesOfGuests };
  await call("ticketing_create_ticket_type", {
    performances: [id],
    kind: "full",
    price: tour.priceCents,
    quota: left.full,
  });
  await call("ticketing_create_ticket_type", {
    performances: [id],
    kind: "reduced",
    price: tour.priceCents - 500,
    quota: left.reduced,
  });
  const night = today.getTime() + date.offset * dayMs;
  const target = Math.round(date.capacity * Math.min(0.97, tour.pull * (0.7 + random() * 0.5)));
  let sold = 0;
  const sellOne = async (at: Date, wanted: number, buyer: { buyer: string; email?: string }) => {
    const type = random() < 0.72 ? "full" : "reduced";
    const quantity = Math.min(wanted, left[type], 400);
    if (quantity < 1 || at > today) return;
    const paid = random() < 0.85 ? "card" : "transfer";
    await call(
      "ticketing_record_sale",
      {
        performance: id,
        ticket_type: type === "full" ? "Plein tarif" : "Tarif réduit",
        quantity,
        ...buyer,
        payment: paid,
      },
      at,
    );
    left[type] -= quantity;
    sold += quantity;
  };
  for (let report = 1; report <= reports; report++) {
    const share = report / reports;
    const at = new Date(
      night - opensBefore * dayMs * (1 - share) - hourMs * Math.floor(random() * 10 + 9),
    );
    if (at > today) break;
    await sellOne(at, Math.round(target * share ** 1.7) - sold, {
      buyer: `Billetterie ${date.venue}`,
    });
  }
  if (date.offset > 0 && date.offset < 45) await sellToPeople(sellOne, filler);
}

/** The last three weeks, a few orders a day, each of one to four places. */
async function sellToPeople(
  sellOne: (at: Date, wanted: number, buyer: { buyer: string; email: string }) => Promise<void>,
  { random, today }: Filler,
) {
  for (let ago = 20; ago >= 0; ago--) {
    if (random() < 0.35) continue;
    const name = publicNames[Math.floor(random() * publicNames.length)] ?? "Léa Martin";
    const at = new Date(today.getTime() - ago * dayMs - hourMs * Math.floor(random() * 12 + 1));
    await sellOne(at, Math.floor(random() * 4) + 1, { buyer: name, email: addressOf(name) });
  }
}
