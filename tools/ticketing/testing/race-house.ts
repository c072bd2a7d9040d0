import { sql } from "kysely";
import { takeRefund } from "#database/payments.ts";
import { sweepHolds } from "../sweep-holds.ts";
import { sendNews, settle, startPayment } from "./race-buyers.ts";
import type { Answer, Crowd, Random } from "./race-crowd.ts";

type Act = (crowd: Crowd, random: Random, now: Date) => Promise<unknown>;

const json = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`;

const someTickets = async (crowd: Crowd, random: Random, order: string) => {
  const { ids } = await crowd.ask(
    crowd.actors.owner,
    "look",
    sql`(select jsonb_build_object('code', 'ok', 'ids', coalesce(jsonb_agg(id order by number), '[]'))
      from tickets where order_id = ${order}::uuid and status = 'issued')`,
  );
  const issued = random.shuffle((ids ?? []) as string[]);
  return issued.slice(0, 1 + random.below(2));
};

/** Whole, an amount, or tickets; from two tabs at once with one key or two. */
const refund: Act = async (crowd, random, now) => {
  const order = random.pick(crowd.sold);
  if (!order) return;
  const kind = random.below(3);
  const tickets = kind === 0 ? await someTickets(crowd, random, order.id) : null;
  const amount = kind === 1 ? 1 + random.below(3_000) : null;
  const once = async (key: string) => {
    const answer = await crowd.ask(
      crowd.actors.owner,
      "refund_order",
      sql`koncert.refund_order(${order.id}::uuid, ${amount}::integer, ${key}, 'souhait', ${tickets ? json(tickets) : sql`null`},
        ${random.chance(0.3)}, ${random.chance(0.3)}, ${now})`,
    );
    if (answer.code === "ok") crowd.tell({ refunded: key });
  };
  const key = random.key("refund");
  await Promise.all([
    once(key),
    ...(random.chance(0.3) ? [once(random.chance(0.5) ? key : random.key("again"))] : []),
  ]);
};

const cancel: Act = async (crowd, random, now) => {
  const order = random.pick(crowd.sold);
  if (!order) return;
  const tickets = random.chance(0.5) ? await someTickets(crowd, random, order.id) : null;
  await crowd.ask(
    crowd.actors.owner,
    "cancel_tickets",
    sql`koncert.cancel_tickets(${order.id}::uuid, ${json(tickets)}, ${random.chance(0.3)}, 'erreur', ${now})`,
  );
};

const exchange: Act = async (crowd, random, now) => {
  const order = random.pick(crowd.sold);
  const type = random.pick(random.pick(crowd.stage.dates)?.types ?? []);
  if (!order || !type) return;
  const tickets = random.chance(0.5) ? await someTickets(crowd, random, order.id) : null;
  const once = () =>
    crowd.ask(
      crowd.actors.owner,
      "exchange_tickets",
      sql`koncert.exchange_tickets(${order.id}::uuid, ${json(tickets)}, ${type}::uuid, '{"provider": "cash"}', ${random.key("exchange")}, null, ${now})`,
    );
  await Promise.all(random.chance(0.2) ? [once(), once()] : [once()]);
};

const comps: Act = async (crowd, random, now) => {
  const date = random.pick(crowd.stage.dates);
  const people = Array.from({ length: 1 + random.below(3) }, () => ({
    name: `Invité ${random.below(60)}`,
    plus_ones: random.below(2),
  }));
  const answer = await crowd.ask(
    crowd.actors.owner,
    "add_guests",
    sql`koncert.add_guests(${date?.guestList}::uuid, ${json(people)}, 'Invitation', 'fr', ${now})`,
  );
  const [guest] = (answer["added"] ?? []) as { id: string }[];
  if (!guest || random.chance(0.5)) return;
  const remove = crowd.ask(
    crowd.actors.owner,
    "remove_guest",
    sql`koncert.remove_guest(${guest.id}::uuid, false, ${now})`,
  );
  // Crossed off in the office while they stand at the door.
  const scan = crowd.ask(
    crowd.actors.owner,
    "check_in",
    sql`koncert.check_in(${date?.id}::uuid, ${json({ guest_id: guest.id })}, 'in', 'A')`,
  );
  await Promise.all([remove, scan]);
};

const boxOffice: Act = async (crowd, random, now) => {
  const date = random.pick(crowd.stage.dates);
  const items = [{ ticket_type_id: random.pick(date?.types ?? []), quantity: 1 + random.below(3) }];
  const answer = await crowd.ask(
    crowd.actors.owner,
    "issue_order",
    sql`koncert.issue_order(${date?.id}::uuid, '{"name": "Guichet"}', ${json(items)}, 'door_sale', ${now}, ${random.key("door")}, '{"provider": "cash"}')`,
  );
  if (answer.code !== "ok" || !date) return;
  crowd.sold.push({ id: String(answer["order_id"]), number: String(answer["number"]), date });
};

const platform: Act = async (crowd, random) => {
  const date = random.pick(crowd.stage.dates);
  const type = random.chance(0.6) ? random.pick(date?.types ?? []) : null;
  await crowd.say(
    crowd.actors.owner,
    "allotment",
    sql`with granted as (
      insert into allotments (performance_id, ticket_type_id, platform, quantity, sold)
        values (${date?.id}::uuid, ${type}::uuid, ${random.pick(["weezevent", "shotgun"])}, ${random.below(30)}, ${random.below(20)})
      on conflict (organization_id, performance_id, platform, (coalesce(ticket_type_id, '00000000-0000-0000-0000-000000000000')))
        do update set quantity = excluded.quantity, sold = excluded.sold returning id)
      select jsonb_build_object('code', 'ok', 'id', id) as answer from granted`,
  );
};

const capacity: Act = (crowd, random) =>
  crowd.say(
    crowd.actors.owner,
    "capacity",
    sql`with moved as (update performances set capacity = capacity + ${random.below(21) - 10}
      where id = ${random.pick(crowd.stage.dates)?.id}::uuid returning id) select jsonb_build_object('code', 'ok', 'id', id) as answer from moved`,
  );

const quota: Act = (crowd, random) =>
  crowd.say(
    crowd.actors.owner,
    "quota",
    sql`with moved as (update ticket_types set quota = quota + ${random.below(11) - 5}
      where id = ${random.pick(random.pick(crowd.stage.dates)?.types ?? [])}::uuid returning id)
      select jsonb_build_object('code', 'ok', 'id', id) as answer from moved`,
  );

const sweep: Act = async (crowd, _, now) => {
  try {
    await sweepHolds(crowd.database, now);
  } catch (error) {
    await crowd.fault("sweep", error);
  }
};

/** Sends what is to be given back, and hears from the provider once, twice, or that it failed. */
const sendRefunds: Act = async (crowd, random, now) => {
  const { ids } = await crowd.ask(
    crowd.actors.owner,
    "look",
    sql`(select jsonb_build_object('code', 'ok', 'ids', coalesce(jsonb_agg(id), '[]')) from
      (select id from refunds where status = 'pending' order by id limit 5) r)`,
  );
  for (const id of (ids ?? []) as string[]) {
    const asked = await takeRefund(crowd.database, id, now).catch((error: unknown) =>
      crowd.fault("take_refund", error),
    );
    if (!asked) continue;
    const fact = {
      kind: "refund",
      provider: "stripe",
      account: asked.account,
      refund: id,
      attempt: asked.attempt,
      refund_reference: `re_${id}`,
      reference: asked.payment,
      amount_cents: asked.amountCents,
      status: random.chance(0.9) ? "succeeded" : "failed",
    };
    const news = { event: `evt_${id}`, type: "refund", fact };
    await Promise.all(
      random.chance(0.3)
        ? [settle(crowd, news, now), settle(crowd, news, now)]
        : [settle(crowd, news, now)],
    );
  }
};

const checkIn: Act = async (crowd, random) => {
  const order = random.pick(crowd.sold);
  if (!order) return;
  const [ticket_id] = await someTickets(crowd, random, order.id);
  if (!ticket_id) return;
  const scan = () =>
    crowd.ask(
      crowd.actors.owner,
      "check_in",
      sql`koncert.check_in(${order.date.id}::uuid, ${json({ ticket_id })}, 'in', ${random.pick(["A", "B"])})`,
    );
  await Promise.all(random.chance(0.5) ? [scan(), scan()] : [scan()]);
};

/** A ticket is given back to the waiting list, offered to the next and paid by them, or not. */
const resale: Act = async (crowd, random, now) => {
  const order = random.pick(crowd.sold);
  const [ticket] = order ? await someTickets(crowd, random, order.id) : [];
  if (!order || !ticket) return;
  await crowd.ask(
    crowd.actors.owner,
    "offer_ticket",
    sql`koncert.offer_ticket(${order.id}::uuid, ${ticket}::uuid, ${now})`,
  );
  const waiting = random.key("waiting");
  await crowd.ask(
    crowd.actors.buyer,
    "join_waiting_list",
    sql`koncert.join_waiting_list(${waiting}::uuid, ${order.date.slug}, null, 'Zoé Petit', ${`${waiting}@exemple.fr`}, 'fr', '{}', ${now})`,
  );
  const { offers } = await crowd.ask(
    crowd.actors.job,
    "match_resales",
    sql`koncert.match_resales(${order.date.id}::uuid, ${now})`,
  );
  for (const { waiting_id } of (offers ?? []) as { waiting_id: string }[]) {
    if (random.chance(0.2)) continue;
    const taken = await crowd.ask(
      crowd.actors.buyer,
      "take_offer",
      sql`koncert.take_offer(${waiting_id}::uuid, ${random.key(waiting_id)}, 'fr', ${now})`,
    );
    const id = taken["order_id"] as string | undefined;
    if (!id || random.chance(0.2)) continue;
    const { payment } = (await startPayment(
      crowd,
      id,
      random.key(`${waiting_id} pay`),
      now,
    )) as Answer & {
      payment?: { id: string; amountCents: number };
    };
    if (payment) {
      const paying = { held: { id }, payment: payment.id, amount: payment.amountCents };
      await sendNews(crowd, random, paying, now);
    }
  }
};

/** What the house does in the middle of a sale. */
export const houseActs: Act[] = [
  refund,
  refund,
  cancel,
  exchange,
  comps,
  boxOffice,
  platform,
  capacity,
  quota,
  sweep,
  sendRefunds,
  checkIn,
  resale,
];

/** Cancels a date and refunds everybody, by several workers at once, in the middle of its sale. */
export async function cancelDate(crowd: Crowd, date: string, now: Date): Promise<void> {
  const { job, owner } = crowd.actors;
  await crowd.say(
    owner,
    "cancel_date",
    sql`with moved as (update performances set status = 'cancelled', cancelled_at = now() where id = ${date}::uuid returning id)
      select jsonb_build_object('code', 'ok', 'id', id) as answer from moved`,
  );
  const run = await crowd.ask(
    owner,
    "start_mass_refund",
    sql`koncert.start_mass_refund(${date}::uuid, false, 'annulé')`,
  );
  const worker = async () => {
    for (let left = Infinity; left > 0;) {
      const answer = await crowd.ask(
        job,
        "refund_batch",
        sql`koncert.refund_batch(${run["id"]}::uuid, 7, ${now})`,
      );
      left = answer.code === "ok" ? Number(answer["left"]) : 0;
    }
  };
  if (run.code === "ok") await Promise.all([worker(), worker(), worker()]);
}
