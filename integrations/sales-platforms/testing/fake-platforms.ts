import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export type FakeTicket = {
  id: string;
  order: string;
  category: string;
  price: number;
  status?: "sold" | "refunded" | "cancelled" | "pending";
};

export type FakePlatforms = {
  url: string;
  /** What each platform has sold of its event 77. */
  tickets: FakeTicket[];
  startsAt: string;
  /** Paths that were asked, without their query. */
  asked: string[];
  close(): Promise<void>;
};

/** Keys that the fake accepts. */
export const fakeKey = { key: "a-key", user: "a-user", password: "a-password" };

/** A server that answers as the three platforms do on the routes used here. */
export async function openFakePlatforms(): Promise<FakePlatforms> {
  const fake = {
    tickets: [] as FakeTicket[],
    startsAt: "2027-05-14 20:00:00",
    asked: [] as string[],
  };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://fake");
    fake.asked.push(url.pathname);
    let body = "";
    request.on("data", (part: Buffer) => {
      body += part.toString();
    });
    request.on("end", () => {
      const answer = reply(url, request.headers.authorization ?? "", body, fake, address());
      response.statusCode = answer === undefined ? 401 : 200;
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(answer ?? { error: "unauthorized" }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(fake, {
    url: address(),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}

type State = { tickets: FakeTicket[]; startsAt: string };

function reply(
  url: URL,
  authorization: string,
  body: string,
  fake: State,
  address: string,
): unknown {
  const { pathname, searchParams } = url;
  if (pathname === "/auth/access_token") {
    const given = new URLSearchParams(body);
    const right =
      given.get("username") === fakeKey.user &&
      given.get("password") === fakeKey.password &&
      given.get("api_key") === fakeKey.key;
    return right ? { accessToken: "a-token" } : undefined;
  }
  if (pathname.startsWith("/api/")) return billetweb(pathname, authorization, fake);
  if (pathname === "/tickets" && searchParams.has("organizer_id")) {
    return authorization === `Bearer ${fakeKey.key}`
      ? shotgun(searchParams, fake, address)
      : undefined;
  }
  if (pathname.startsWith("/organizers/")) {
    return searchParams.get("key") === fakeKey.key
      ? [{ id: 77, name: "Zaz", startTime: fake.startsAt.replace(" ", "T") }]
      : undefined;
  }
  const known =
    searchParams.get("api_key") === fakeKey.key && searchParams.get("access_token") === "a-token";
  return known ? weezevent(pathname, searchParams, fake) : undefined;
}

const categoriesOf = (fake: State) => [...new Set(fake.tickets.map(({ category }) => category))];

function weezevent(pathname: string, query: URLSearchParams, fake: State): unknown {
  const categories = categoriesOf(fake);
  if (pathname === "/events") {
    return { events: [{ id: 77, name: "Zaz", date: { start: fake.startsAt } }] };
  }
  if (pathname === "/tickets") {
    const tickets = categories.map((name, at) => ({
      id: at + 1,
      name,
      price: (fake.tickets.find(({ category }) => category === name)?.price ?? 0).toFixed(2),
    }));
    return { events: [{ id: 77, categories: [{ id: 1, name: "Billets", tickets }] }] };
  }
  const [size, page] = [Number(query.get("max")), Number(query.get("page"))];
  return {
    participants: fake.tickets.slice((page - 1) * size, page * size).map((ticket) => ({
      id_participant: ticket.id,
      id_event: 77,
      id_ticket: categories.indexOf(ticket.category) + 1,
      barcode: `9${ticket.id}`,
      deleted: ticket.status === "cancelled",
      refund: ticket.status === "refunded" ? "1" : "0",
      paid: ticket.status !== "pending",
      create_date: "2027-01-06 18:00:18",
      id_transaction: ticket.order,
    })),
  };
}

function billetweb(pathname: string, authorization: string, fake: State): unknown {
  const basic = Buffer.from(`${fakeKey.user}:${fakeKey.key}`).toString("base64");
  if (authorization !== `Basic ${basic}`) return undefined;
  if (pathname === "/api/events") return [{ id: "77", name: "Zaz", start: fake.startsAt }];
  return fake.tickets.map((ticket, at) => ({
    id: String(656_000 + at),
    ext_id: ticket.id,
    barcode: "4475320",
    ticket: ticket.category,
    price: ticket.price.toFixed(2),
    disabled: ticket.status === "refunded" || ticket.status === "cancelled" ? "1" : "0",
    order_ext_id: ticket.order,
    order_date: "2027-01-06 18:00:18",
    order_paid: ticket.status === "pending" ? "0" : "1",
    session_start: fake.startsAt,
    custom_order: { "Code postal": "69003", Ville: "Lyon" },
  }));
}

function shotgun(query: URLSearchParams, fake: State, address: string): unknown {
  const size = 100;
  const after = Number(query.get("after") ?? 0);
  const some = fake.tickets.slice(after, after + size);
  const next = new URLSearchParams(query);
  next.set("after", String(after + size));
  return {
    data: some.map((ticket) => ({
      ticket_id: Number(ticket.id),
      ticket_status: {
        sold: "valid",
        refunded: "refunded",
        cancelled: "canceled",
        pending: "pending_approval",
      }[ticket.status ?? "sold"],
      order_id: Number(ticket.order),
      deal_title: ticket.category,
      deal_price: Math.round(ticket.price * 100),
      ordered_at: "2027-01-06 18:00:18.038852",
      contact_postal_code: "69003",
      contact_locality: "Lyon",
    })),
    pagination: { next: after + size < fake.tickets.length ? `${address}/tickets?${next}` : null },
  };
}
