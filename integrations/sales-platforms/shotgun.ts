import { z } from "zod";
import { askProvider } from "../ask-provider.ts";
import type { PlatformKey, PlatformTicket, SalesPlatformClient } from "./sales-platforms.ts";

const text = z.coerce.string();
const maybe = z.coerce.string().nullish();

const page = z.object({
  data: z.array(
    z.object({
      ticket_id: text,
      ticket_status: z.string(),
      order_id: maybe,
      deal_title: maybe,
      deal_price: z.int().nonnegative(),
      ordered_at: maybe,
      contact_postal_code: maybe,
      contact_locality: maybe,
    }),
  ),
  pagination: z.object({ next: z.string().nullish() }).nullish(),
});
const list = z.array(z.object({ id: text, name: text, startTime: maybe }));
const events = z.union([
  list,
  z.object({ data: list }).transform(({ data }) => data),
  z.object({ events: list }).transform(({ events: found }) => found),
]);

const statuses: Record<string, PlatformTicket["status"]> = {
  valid: "sold",
  resold: "sold",
  refunded: "refunded",
  canceled: "cancelled",
  rejected: "cancelled",
};

const mostPages = 1_000;

/**
 * Shotgun's Tickets API (GET /tickets, a page of 100 at a time, prices in cents) and its events of
 * an organizer. The user of the key is the organizer's number.
 */
export function shotgun(
  url = "https://api.shotgun.live",
  eventsUrl = "https://smartboard-api.shotgun.live/api/shotgun",
): SalesPlatformClient {
  const ask = async (key: PlatformKey, address: string) => {
    const response = await askProvider("Shotgun", address, {
      headers: { authorization: `Bearer ${key.key}`, accept: "application/json" },
    });
    return response.json();
  };
  const eventsOf = async (key: PlatformKey) =>
    events.parse(
      await ask(
        key,
        `${eventsUrl}/organizers/${encodeURIComponent(key.user ?? "")}/events?${new URLSearchParams({ key: key.key })}`,
      ),
    );
  return {
    async authorize(given) {
      const first = new URLSearchParams({ organizer_id: given.user ?? "" });
      page.parse(await ask(given, `${url}/tickets?${first}`));
      return { key: given.key, user: given.user };
    },
    async listEvents(key) {
      const found = await eventsOf(key);
      return found.map(({ id, name, startTime }) => ({ id, name, startsAt: startTime ?? null }));
    },
    async listTickets(key, event) {
      const tickets: PlatformTicket[] = [];
      const first = new URLSearchParams({ organizer_id: key.user ?? "", event_id: event });
      let next: string | null | undefined = `${url}/tickets?${first}`;
      for (let pages = 0; next && pages < mostPages; pages += 1) {
        // The key goes to the platform alone, whatever the answer names as its next page.
        if (!next.startsWith(`${url}/`)) break;
        const answer: z.output<typeof page> = page.parse(await ask(key, next));
        for (const one of answer.data) {
          tickets.push({
            id: one.ticket_id,
            order: one.order_id ?? null,
            category: one.deal_title ?? "",
            priceCents: one.deal_price,
            status: statuses[one.ticket_status] ?? "pending",
            soldAt: one.ordered_at ?? null,
            sessionAt: null,
            postalCode: one.contact_postal_code ?? null,
            city: one.contact_locality ?? null,
          });
        }
        next = answer.pagination?.next;
      }
      return tickets;
    },
  };
}
