import { sql } from "kysely";
import type { Locale } from "../core/text.ts";
import type { ToolContext } from "../core/tool.ts";
import { orderToken } from "./buyer.ts";
import { codeTickets, readOrderFacts } from "./buyer-orders.ts";
import { orderLetter } from "./order-letter.ts";
import { linkToken } from "./link-tokens.ts";
import { refundWays, type RefundWay } from "./refund-ways.ts";

type Facts = {
  id: string;
  number: string;
  buyer: string | null;
  email: string | null;
  locale: Locale | null;
  test: boolean;
  currency: string;
  version: number;
  artist: string;
  day: string;
  venue: string | null;
  city: string | null;
};

/** What letters about orders say, those without an address left out. */
async function readFacts(ctx: ToolContext, ids: string[]): Promise<(Facts & { email: string })[]> {
  const { rows } = await sql<Facts>`
    select o.id, o.number, o.buyer_name as buyer, o.buyer_email as email, o.locale, o.test, o.currency,
      o.link_version as version, a.name as artist, to_char(p.day, 'YYYY-MM-DD') as day, v.name as venue, v.city
    from orders o join performances p on p.id = o.performance_id join artists a on a.id = p.artist_id
    left join venues v on v.id = p.venue_id
    where o.id = any(${ids}::uuid[]) and o.buyer_email is not null order by o.id`.execute(ctx.tx);
  return rows.flatMap((row) => (row.email === null ? [] : [{ ...row, email: row.email }]));
}

function letterOf(ctx: ToolContext, facts: Facts & { email: string }, day = facts.day) {
  const locale = facts.locale ?? ctx.locale;
  const say = ctx.sayIn(locale);
  return {
    to: facts.email,
    buyer: facts.buyer,
    locale,
    test: facts.test,
    number: facts.number,
    performance: [facts.artist, say.day(day), facts.venue, facts.city].filter(Boolean).join(", "),
    token: orderToken(ctx.integrations.secrets, facts.id, facts.version),
  };
}

/** Leaves letters for the outbox, which sends them once the transaction holds. */
async function post(ctx: ToolContext, name: string, letters: object[]): Promise<number> {
  for (let at = 0; at < letters.length; at += 500) {
    await ctx.tx
      .insertInto("outbox")
      .values(letters.slice(at, at + 500).map((letter) => ({ name, data: JSON.stringify(letter) })))
      .execute();
  }
  return letters.length;
}

type Refund = { amount: number; provider: RefundWay; reason: string | null };

/** Tells a buyer what is given back and by what way. */
export async function mailRefund(ctx: ToolContext, orderId: string, refundId: string) {
  const [facts] = await readFacts(ctx, [orderId]);
  if (!facts) return;
  const refund = await ctx.tx
    .selectFrom("refunds")
    .select(["amount_cents as amount", "provider", "reason"])
    .where("id", "=", refundId)
    .executeTakeFirstOrThrow();
  const letter = letterOf(ctx, facts);
  await post(ctx, "mail/refund", [{ ...letter, ...moneyOf(ctx, letter.locale, facts, refund) }]);
}

/** Tells buyers that their date will not take place, each with what is given back. */
export async function mailCancelled(
  ctx: ToolContext,
  orders: { order_id: string; amount_cents: number }[],
  reason: string | null,
): Promise<number> {
  const amounts = new Map(orders.map((order) => [order.order_id, order.amount_cents]));
  const letters = (await readFacts(ctx, [...amounts.keys()])).map((facts) => {
    const letter = letterOf(ctx, facts);
    const amount = amounts.get(facts.id) ?? 0;
    return {
      ...letter,
      amount: amount > 0 ? ctx.sayIn(letter.locale).money(amount, facts.currency) : null,
      reason,
    };
  });
  return post(ctx, "mail/date-cancelled", letters);
}

/** Asks buyers whether they keep their tickets for the new day. */
export async function mailPostponed(
  ctx: ToolContext,
  orderIds: string[],
  change: { from: string; to: string; until: string; reason: string | null },
): Promise<number> {
  const letters = (await readFacts(ctx, orderIds)).map((facts) => {
    const letter = letterOf(ctx, facts, change.from);
    const say = ctx.sayIn(letter.locale);
    return {
      ...letter,
      day: say.day(change.to),
      until: say.day(change.until),
      reason: change.reason,
    };
  });
  return post(ctx, "mail/date-postponed", letters);
}

/** Offers a resold ticket to the next person of the waiting list. */
export async function mailOffers(
  ctx: ToolContext,
  offers: {
    waiting_id: string;
    order_id: string;
    name: string;
    email: string;
    locale: Locale | null;
    until: string;
  }[],
  timeZone: string,
): Promise<number> {
  const facts = new Map(
    (
      await readFacts(
        ctx,
        offers.map(({ order_id: id }) => id),
      )
    ).map((row) => [row.id, row]),
  );
  const letters = offers.flatMap((offer) => {
    const about = facts.get(offer.order_id);
    if (!about) return [];
    const locale = offer.locale ?? ctx.locale;
    const say = ctx.sayIn(locale);
    return [
      {
        to: offer.email,
        buyer: offer.name,
        locale,
        performance: letterOf(ctx, { ...about, locale }).performance,
        until: `${say.day(dayAt(offer.until, timeZone))}, ${say.time(offer.until, timeZone)}`,
        token: linkToken(ctx.integrations.secrets, "waiting", offer.waiting_id),
      },
    ];
  });
  return post(ctx, "mail/resale-offer", letters);
}

/** Tells the first buyer of a resold ticket that somebody took it. */
export async function mailResold(
  ctx: ToolContext,
  sold: { order_id: string; number: number; amount_cents: number }[],
): Promise<number> {
  const facts = new Map(
    (
      await readFacts(
        ctx,
        sold.map(({ order_id: id }) => id),
      )
    ).map((row) => [row.id, row]),
  );
  const letters = sold.flatMap((ticket) => {
    const about = facts.get(ticket.order_id);
    if (!about) return [];
    const letter = letterOf(ctx, about);
    return [
      {
        ...letter,
        ticket: ticket.number,
        amount: ctx.sayIn(letter.locale).money(ticket.amount_cents, about.currency),
      },
    ];
  });
  return post(ctx, "mail/resold", letters);
}

/** Sends the tickets that an exchange has issued. */
export async function mailNewTickets(ctx: ToolContext, orderId: string) {
  const order = await readOrderFacts(ctx, orderId);
  if (!order.buyer.email) return;
  const tickets = await codeTickets(ctx, order);
  const letter = orderLetter(ctx, order, {
    to: order.buyer.email,
    buyer: order.buyer.name,
    locale: order.locale ?? ctx.locale,
    test: order.test,
  });
  await post(ctx, "mail/order", [
    {
      ...letter,
      number: order.number,
      tickets: tickets.map(({ number, type, holder }) => ({ number, type, holder })),
    },
  ]);
}

function moneyOf(
  ctx: ToolContext,
  locale: Locale,
  facts: Facts,
  refund: { amount: number; provider: string | null; reason: string | null },
) {
  const provider = refundWays.find((way) => way === refund.provider) ?? "transfer";
  return {
    amount: ctx.sayIn(locale).money(refund.amount, facts.currency),
    provider,
    reason: refund.reason,
  } satisfies Omit<Refund, "amount"> & { amount: string };
}

const dayAt = (instant: string, timeZone: string) =>
  new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeZone }).format(new Date(instant));
