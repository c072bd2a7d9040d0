import { z } from "zod";
import { askProvider } from "../ask-provider.ts";
import {
  type PlatformKey,
  type PlatformTicket,
  type SalesPlatformClient,
  toCents,
} from "./sales-platforms.ts";

const text = z.coerce.string();
const maybe = z.coerce.string().nullish();

const events = z.array(z.object({ id: text, name: text, start: maybe }));
const attendees = z.array(
  z.object({
    id: text,
    ext_id: maybe,
    ticket: maybe,
    price: z.union([z.string(), z.number()]).nullish(),
    disabled: maybe,
    order_ext_id: maybe,
    order_id: maybe,
    order_date: maybe,
    order_paid: maybe,
    session_start: maybe,
    custom: z.record(z.string(), z.unknown()).nullish().catch(null),
    custom_order: z.record(z.string(), z.unknown()).nullish().catch(null),
  }),
);

/** BilletWeb's interface. Source: billetweb.fr/bo/api.php, GET /api/events and /api/event/:id/attendees. */
export function billetweb(url = "https://www.billetweb.fr"): SalesPlatformClient {
  const ask = async (key: PlatformKey, path: string) => {
    const basic = Buffer.from(`${key.user ?? ""}:${key.key}`).toString("base64");
    const joined = path.includes("?") ? "&" : "?";
    const response = await askProvider("BilletWeb", `${url}/api/${path}${joined}version=1`, {
      headers: { authorization: `Basic ${basic}`, accept: "application/json" },
    });
    return response.json();
  };
  return {
    async authorize(given) {
      events.parse(await ask(given, "events"));
      return { key: given.key, user: given.user };
    },
    async listEvents(key) {
      const found = events.parse(await ask(key, "events?past=1"));
      return found.map(({ id, name, start }) => ({ id, name, startsAt: start ?? null }));
    },
    async listTickets(key, event) {
      const found = attendees.parse(await ask(key, `event/${encodeURIComponent(event)}/attendees`));
      return found.map((one) => ({
        id: one.ext_id || one.id,
        order: one.order_ext_id ?? one.order_id ?? null,
        category: one.ticket ?? "",
        priceCents: toCents(one.price),
        status: statusOf(one.disabled, one.order_paid),
        soldAt: one.order_date ?? null,
        sessionAt: one.session_start ?? null,
        postalCode: named(one, "code postal"),
        city: named(one, "ville"),
      }));
    },
  };
}

/** `disabled` is 1 for a refunded ticket; `order_paid` is 0 for one that is refunded or not paid yet. */
function statusOf(
  disabled: string | null | undefined,
  paid: string | null | undefined,
): PlatformTicket["status"] {
  if (disabled === "1") return "refunded";
  return paid === "0" ? "pending" : "sold";
}

/** An answer to a question that the organizer asked, by how its heading begins. */
function named(
  one: {
    custom?: Record<string, unknown> | null | undefined;
    custom_order?: Record<string, unknown> | null | undefined;
  },
  heading: string,
): string | null {
  for (const [label, value] of Object.entries({ ...one.custom, ...one.custom_order })) {
    if (label.toLowerCase().startsWith(heading) && typeof value === "string" && value) return value;
  }
  return null;
}
