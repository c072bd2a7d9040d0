import { sql } from "kysely";
import { readToken } from "../buyer.ts";
import type { Answer, Crowd, Random } from "./race-crowd.ts";
import type { StageDate } from "./race-stage.ts";

type Held = { id: string; number: string; token: string; date: StageDate };
type Act = (crowd: Crowd, random: Random, now: Date) => Promise<unknown>;

const later = (now: Date, minutes: number) => new Date(now.getTime() + minutes * 60_000);

/** Somebody takes places and then pays, is refused, pays late or twice, gives them back, or forgets. */
export const buy: Act = async (crowd, random, now) => {
  const held = await hold(crowd, random, now);
  if (!held) return;
  const what = random.next();
  if (what < 0.4) await payHere(crowd, random, held, now);
  else if (what < 0.7) await payAtProvider(crowd, random, held, now);
  else if (what < 0.8) await payHere(crowd, random, held, later(now, 11 + random.below(20)));
  else if (what < 0.9) await release(crowd, random, held, now);
};

async function hold(crowd: Crowd, random: Random, now: Date): Promise<Held | undefined> {
  const date = random.pick(crowd.stage.dates);
  if (!date) return undefined;
  const items = random
    .shuffle(date.types)
    .slice(0, 1 + random.below(2))
    .map((ticket_type) => ({ ticket_type, quantity: 1 + random.below(4) }));
  const key = random.key("hold");
  const once = () =>
    crowd.call(crowd.actors.buyer, "ticketing_hold_tickets", { slug: date.slug, items }, key, now);
  // A tap on a slow screen is two taps.
  const outcomes = await Promise.all(random.chance(0.1) ? [once(), once(), once()] : [once()]);
  const [order] = outcomes.flatMap((outcome) =>
    outcome.ok ? [outcome.value as { token: string; number: string }] : [],
  );
  for (const outcome of outcomes) {
    if (outcome.ok) {
      crowd.tell({ held: { key, number: (outcome.value as { number: string }).number } });
    }
  }
  const link = order && readToken(crowd.integrations.secrets, order.token);
  return link && { id: link.id, number: order.number, token: order.token, date };
}

async function payHere(crowd: Crowd, random: Random, held: Held, now: Date) {
  const pay = (key: string, card: string) =>
    crowd.call(
      crowd.actors.buyer,
      "ticketing_pay_order",
      {
        order: held.token,
        name: "Léa Martin",
        email: "lea@exemple.fr",
        accepts_terms: true,
        card,
      },
      random.key(key),
      now,
    );
  if (random.chance(0.1)) await pay("refused", "refused");
  // Two tabs, or the same tab twice.
  const tabs = random.chance(0.15)
    ? ["pay", "other"]
    : random.chance(0.1)
      ? ["pay", "pay"]
      : ["pay"];
  const outcomes = await Promise.all(tabs.map((tab) => pay(tab, "paid")));
  if (outcomes.some((one) => one.ok && (one.value as { status: string }).status === "paid")) {
    told(crowd, held);
  }
}

function told(crowd: Crowd, { id, number, date }: Held) {
  crowd.tell({ paid: number });
  crowd.sold.push({ id, number, date });
}

/** The provider's page: what it says comes in any order, twice, or long after the hold. */
async function payAtProvider(crowd: Crowd, random: Random, held: Held, now: Date) {
  const starts = random.chance(0.2) ? ["first", "second"] : ["first"];
  const payments = await Promise.all(
    starts.map((start) => startPayment(crowd, held.id, random.key(start), now)),
  );
  const amounts = new Map(
    payments.flatMap(({ payment }) => {
      const facts = payment as { id: string; amountCents: number } | undefined;
      return facts ? [[facts.id, facts.amountCents] as const] : [];
    }),
  );
  const when = random.chance(0.2) ? later(now, 20 + random.below(60)) : now;
  const answers = await Promise.all(
    [...amounts].map(([payment, amount]) =>
      sendNews(crowd, random, { held, payment, amount }, when),
    ),
  );
  if (answers.flat().some(({ outcome, surplus }) => outcome === "applied" && surplus === null)) {
    const paid = await crowd.ask(
      crowd.actors.buyer,
      "look",
      sql`jsonb_build_object('code', koncert.order_facts(${held.id}::uuid, ${when}) ->> 'status')`,
    );
    if (paid.code === "paid") told(crowd, held);
  }
}

/** Begins to pay at the provider. */
export const startPayment = (crowd: Crowd, order: string, id: string, now: Date) =>
  crowd.ask(
    crowd.actors.buyer,
    "start_payment",
    sql`koncert.start_payment(${order}::uuid, ${JSON.stringify({ name: "Ali Diop", email: "ali@exemple.fr", locale: "fr" })}::jsonb,
      ${JSON.stringify({ id, provider: "stripe", test: true })}::jsonb, ${now})`,
  );

type Paying = { held: { id: string }; payment: string; amount: number };

/** Everything that a provider may say of one payment, some of it twice, shuffled; sometimes all at once. */
export async function sendNews(crowd: Crowd, random: Random, paying: Paying, now: Date) {
  const { held, payment, amount } = paying;
  const reference = `pi_${payment}`;
  const fact = {
    kind: "payment",
    provider: "stripe",
    account: crowd.stage.account,
    payment,
    order: held.id,
    session: `cs_${payment}`,
    reference,
    currency: "EUR",
    amount_cents: amount,
  };
  const isPaid = random.chance(0.85);
  const news = [
    { status: "open" },
    { status: "processing" },
    ...(isPaid ? [{ status: "succeeded" }] : []),
    ...(random.chance(0.3) || !isPaid ? [{ status: "failed", failure: "card_declined" }] : []),
  ].map((one, n) => ({
    event: `evt_${payment}_${n}`,
    type: one.status,
    fact: { ...fact, ...one },
  }));
  const back = {
    event: `evt_${payment}_back`,
    type: "refund",
    fact: {
      kind: "refund",
      provider: "stripe",
      account: crowd.stage.account,
      status: "succeeded",
      refund_reference: `re_${payment}`,
      reference,
      amount_cents: Math.max(1, Math.floor(amount / 2)),
    },
  };
  const sent = random.shuffle([
    ...news,
    ...news.filter(() => random.chance(0.3)),
    ...(random.chance(0.1) ? [back] : []),
  ]);
  const tell = (event: object) => settle(crowd, event, now);
  if (random.chance(0.5)) return Promise.all(sent.map(tell));
  const answers: Answer[] = [];
  for (const event of sent) answers.push(await tell(event));
  return answers;
}

/** One piece of the provider's news. */
export const settle = (crowd: Crowd, event: object, now: Date) =>
  crowd.ask(
    crowd.actors.job,
    "settle_payment",
    sql`koncert.settle_payment(${JSON.stringify(event)}::jsonb, null, ${now})`,
  );

async function release(crowd: Crowd, random: Random, held: Held, now: Date) {
  const giveBack = () =>
    crowd.call(
      crowd.actors.buyer,
      "ticketing_release_hold",
      { order: held.token },
      random.key("release"),
      now,
    );
  // Gives back in one tab what is paid for in the other.
  await Promise.all([
    giveBack(),
    ...(random.chance(0.3) ? [payHere(crowd, random, held, now)] : []),
  ]);
}
