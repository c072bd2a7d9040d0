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
const flag = z.union([z.boolean(), z.string(), z.number()]).nullish();

const token = z.object({ accessToken: z.string().min(1) });
const events = z.object({
  events: z
    .array(
      z.object({ id: text, name: text, date: z.object({ start: maybe }).nullish().catch(null) }),
    )
    .default([]),
});

type Group = {
  tickets?: { id: string; name: string; price?: string | number | null | undefined }[] | undefined;
  categories?: Group[] | undefined;
};
const group: z.ZodType<Group> = z.lazy(() =>
  z.object({
    tickets: z
      .array(z.object({ id: text, name: text, price: z.union([z.string(), z.number()]).nullish() }))
      .optional(),
    categories: z.array(group).optional(),
  }),
);
const types = z.object({ events: z.array(group).default([]) });

const participants = z.object({
  participants: z
    .array(
      z.object({
        id_participant: text,
        id_ticket: maybe,
        deleted: flag,
        refund: z.unknown(),
        paid: flag,
        create_date: maybe,
        id_transaction: maybe,
        transaction_reference: maybe,
      }),
    )
    .default([]),
});

const perPage = 500;

/**
 * Weezevent's interface. Source: api.weezevent.com, POST /auth/access_token, GET /events, /tickets
 * and /participant/list; a participant is one ticket, and its price is that of its category.
 */
export function weezevent(url = "https://api.weezevent.com"): SalesPlatformClient {
  const ask = async (key: PlatformKey, path: string, query: [string, string][] = []) => {
    const asked = new URLSearchParams([
      ["api_key", key.key],
      ["access_token", key.password ?? ""],
      ...query,
    ]);
    const response = await askProvider("Weezevent", `${url}${path}?${asked}`, {
      headers: { accept: "application/json" },
    });
    return response.json();
  };
  return {
    async authorize(given) {
      const response = await askProvider("Weezevent", `${url}/auth/access_token`, {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams({
          username: given.user ?? "",
          password: given.password ?? "",
          api_key: given.key,
        }).toString(),
      });
      // The token stands for the password from now on, which is not kept.
      const { accessToken } = token.parse(await response.json());
      return { key: given.key, user: given.user, password: accessToken };
    },
    async listEvents(key) {
      const found = events.parse(await ask(key, "/events", [["include_closed", "true"]]));
      return found.events.map(({ id, name, date }) => ({
        id,
        name,
        startsAt: date?.start ?? null,
      }));
    },
    async listTickets(key, event) {
      const found = types.parse(await ask(key, "/tickets", [["id_event[]", event]]));
      const known = new Map(found.events.flatMap(flatten).map((type) => [type.id, type]));
      const tickets: PlatformTicket[] = [];
      for (let page = 1; ; page += 1) {
        const { participants: some } = participants.parse(
          await ask(key, "/participant/list", [
            ["id_event[]", event],
            ["full", "1"],
            ["include_deleted", "1"],
            ["max", String(perPage)],
            ["page", String(page)],
          ]),
        );
        for (const one of some) {
          const type = known.get(one.id_ticket ?? "");
          tickets.push({
            id: one.id_participant,
            order: one.transaction_reference ?? one.id_transaction ?? null,
            category: type?.name ?? "",
            priceCents: toCents(type?.price),
            status: statusOf(one),
            soldAt: one.create_date ?? null,
            sessionAt: null,
            postalCode: null,
            city: null,
          });
        }
        if (some.length < perPage) return tickets;
      }
    },
  };
}

const flatten = (group: Group): NonNullable<Group["tickets"]> => [
  ...(group.tickets ?? []),
  ...(group.categories ?? []).flatMap(flatten),
];

const yes = (value: unknown) => value === true || value === 1 || value === "1" || value === "true";
const no = (value: unknown) => value === false || value === 0 || value === "0" || value === "false";

function statusOf(
  one: z.output<typeof participants>["participants"][number],
): PlatformTicket["status"] {
  const refund = one.refund;
  if (yes(refund) || (typeof refund === "string" && /^refund/i.test(refund))) return "refunded";
  if (yes(one.deleted)) return "cancelled";
  return no(one.paid) ? "pending" : "sold";
}
