import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { type Answer, failed, invalid, missing, Refusal } from "./fake-answers.ts";
import { readForm } from "./form.ts";
import { fakeKeys, sign } from "./sign.ts";

type Thing = Record<string, unknown> & { id: string };
type Form = ReturnType<typeof readForm>;

/** What is sent to the webhook: the body as Stripe writes it, and its signature. */
export type Delivery = { type: string; body: string; signature: string };

export type FakeStripe = Awaited<ReturnType<typeof openFakeStripe>>;

/**
 * A server that speaks the routes of Stripe used here, over HTTP: accounts and their links, Checkout
 * sessions, refunds; idempotency keys, accounts kept apart, errors as Stripe gives them. What Stripe's
 * own pages do (a buyer pays, a bank sends a refund back) are methods, and each leaves its event.
 */
export async function openFakeStripe(now: () => Date = () => new Date()) {
  const things = new Map<string, Thing>();
  const answers = new Map<string, { asked: string; answer: Answer }>();
  const deliveries: Delivery[] = [];
  const requests: {
    route: string;
    key: string | undefined;
    account: string | undefined;
    form: Form;
  }[] = [];
  const state = { down: false, loseAnswers: 0, refuseRefunds: undefined as string | undefined };
  const seconds = () => Math.floor(now().getTime() / 1000);
  const id = (prefix: string) => `${prefix}_${randomBytes(9).toString("hex")}`;

  const tell = (type: string, object: unknown, account: string) => {
    const event = {
      id: id("evt"),
      object: "event",
      api_version: "2026-10-28.endive",
      created: seconds(),
      livemode: false,
      pending_webhooks: 1,
      request: null,
      account,
      type,
      data: { object: structuredClone(object) },
    };
    const body = JSON.stringify(event);
    deliveries.push({ type, body, signature: sign(body) });
  };

  const find = (given: string, account: string | undefined): Thing => {
    const thing = things.get(given);
    if (!thing || (thing["account"] ?? undefined) !== account) throw missing(given);
    return thing;
  };
  const shown = (thing: Thing) => ({ ...thing, account: undefined });

  const routes: [RegExp, (match: string[], form: Form, account: string | undefined) => unknown][] =
    [
      [
        /^POST \/v1\/accounts$/,
        (_, form) => {
          const account = {
            id: id("acct"),
            object: "account",
            country: form["country"],
            email: form["email"] ?? null,
            charges_enabled: false,
            payouts_enabled: false,
            details_submitted: false,
            requirements: {
              currently_due: ["business_type", "external_account", "tos_acceptance.date"],
              past_due: [],
              current_deadline: null,
              disabled_reason: "requirements.past_due",
            },
          };
          things.set(account.id, account);
          return account;
        },
      ],
      [/^GET \/v1\/accounts\/(\w+)$/, ([given]) => find(given ?? "", undefined)],
      [
        /^POST \/v1\/account_links$/,
        (_, form) => {
          find(String(form["account"]), undefined);
          return {
            object: "account_link",
            created: seconds(),
            expires_at: seconds() + 300,
            url: `https://connect.stripe.test/setup/${String(form["account"])}`,
          };
        },
      ],
      [
        /^POST \/v1\/checkout\/sessions$/,
        (_, form, account) => {
          const lines = Object.values((form["line_items"] ?? {}) as Record<string, Form>);
          const total = lines.reduce((sum, line) => {
            const price = line["price_data"] as Form;
            return sum + Number(line["quantity"]) * Number(price["unit_amount"]);
          }, 0);
          const intent = (form["payment_intent_data"] ?? {}) as Form;
          const left = Number(form["expires_at"]) - seconds();
          if (!(left >= 1_800 && left <= 86_400)) throw invalid("expires_at");
          if (total < 50) throw invalid("amount_too_small");
          if (Number(intent["application_fee_amount"] ?? 0) > total)
            throw invalid("application_fee");
          const session = {
            id: id("cs_test"),
            object: "checkout.session",
            account,
            status: "open",
            payment_status: "unpaid",
            amount_total: total,
            currency: ((lines[0]?.["price_data"] ?? {}) as Form)["currency"],
            payment_intent: null,
            payment_method_types: ["card"],
            metadata: form["metadata"] ?? {},
            expires_at: Number(form["expires_at"]),
            fee: Number(intent["application_fee_amount"] ?? 0),
            url: null as string | null,
          };
          session.url = `https://checkout.stripe.test/c/pay/${session.id}`;
          things.set(session.id, session);
          return shown(session);
        },
      ],
      [
        /^GET \/v1\/checkout\/sessions\/(\w+)$/,
        ([given], _, account) => shown(find(given ?? "", account)),
      ],
      [
        /^POST \/v1\/checkout\/sessions\/(\w+)\/expire$/,
        ([given], _, account) => {
          const session = find(given ?? "", account);
          if (session["status"] !== "open") throw invalid("session_not_open");
          end(session);
          return shown(session);
        },
      ],
      [
        /^POST \/v1\/refunds$/,
        (_, form, account) => {
          const intent = find(String(form["payment_intent"]), account);
          if (state.refuseRefunds) throw invalid(state.refuseRefunds);
          if (form["refund_application_fee"] === "true" && intent["fee"] === 0)
            throw invalid("no_fee");
          return shown(giveBack(intent, Number(form["amount"]), (form["metadata"] ?? {}) as Form));
        },
      ],
      [/^GET \/v1\/refunds\/(\w+)$/, ([given], _, account) => shown(find(given ?? "", account))],
    ];

  function giveBack(intent: Thing, amount: number, metadata: Form): Thing {
    const left = Number(intent["amount"]) - Number(intent["refunded"]);
    if (left === 0) throw invalid("charge_already_refunded");
    if (amount > left) throw invalid("amount_too_large");
    intent["refunded"] = Number(intent["refunded"]) + amount;
    const refund = {
      id: id("re"),
      object: "refund",
      account: intent["account"],
      amount,
      currency: intent["currency"],
      payment_intent: intent.id,
      status: "succeeded",
      reason: null,
      metadata,
    };
    things.set(refund.id, refund);
    tell("refund.created", { ...shown(refund), status: "pending" }, String(intent["account"]));
    tell("refund.updated", shown(refund), String(intent["account"]));
    return refund;
  }

  function end(session: Thing) {
    session["status"] = "expired";
    session["url"] = null;
    tell("checkout.session.expired", shown(session), String(session["account"]));
  }

  function answer(route: string, form: Form, account: string | undefined, key?: string): Answer {
    const asked = JSON.stringify([route, form, account]);
    const before = key === undefined ? undefined : answers.get(key);
    if (before && before.asked !== asked)
      return failed(400, "idempotency_error", "idempotency_key_in_use");
    if (before) return before.answer;
    let given: Answer;
    try {
      const [found] = routes.flatMap(([pattern, run]) => {
        const match = pattern.exec(route);
        return match ? [() => run(match.slice(1), form, account)] : [];
      });
      given = found
        ? { status: 200, body: found() }
        : failed(404, "invalid_request_error", "unknown_route");
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      given = failed(error.status, "invalid_request_error", error.message);
    }
    if (key !== undefined) answers.set(key, { asked, answer: given });
    return given;
  }

  async function serve(request: IncomingMessage, response: ServerResponse) {
    const form = readForm(await text(request));
    if (state.down) return void request.socket.destroy();
    const header = (name: string) => request.headers[name] as string | undefined;
    const path = (request.url ?? "").split("?", 1)[0] ?? "";
    const route = `${request.method} ${path}`;
    const [key, account] = [header("idempotency-key"), header("stripe-account")];
    requests.push({ route, key, account, form });
    const isKnown = header("authorization") === `Bearer ${fakeKeys.secretKey}`;
    const keyed = request.method === "POST" ? key : undefined;
    const given = isKnown
      ? answer(route, form, account, keyed)
      : failed(401, "authentication_error", "key");
    if (state.loseAnswers > 0) {
      state.loseAnswers -= 1;
      return void request.socket.destroy();
    }
    response.writeHead(given.status, { "content-type": "application/json" });
    response.end(JSON.stringify(given.body));
  }

  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** Events in the order in which they happened. */
    deliveries,
    requests,
    state,
    /** A buyer pays on Stripe's page; `as` changes what was paid, as nobody should. */
    pay(session: string, as: { amount?: number; currency?: string } = {}) {
      const thing = things.get(session);
      if (thing?.["status"] !== "open") throw new Error(`${session} is not open`);
      const intent = {
        id: id("pi"),
        account: thing["account"],
        amount: as.amount ?? thing["amount_total"],
        currency: as.currency ?? thing["currency"],
        fee: thing["fee"],
        refunded: 0,
      };
      things.set(intent.id, intent);
      Object.assign(thing, {
        status: "complete",
        payment_status: "paid",
        payment_intent: intent.id,
        amount_total: intent.amount,
        currency: intent.currency,
        url: null,
      });
      tell("checkout.session.completed", shown(thing), String(thing["account"]));
      return intent.id;
    },
    /** The session's own time is over. */
    expire(session: string) {
      const thing = things.get(session);
      if (thing) end(thing);
    },
    /** Money given back on Stripe's own pages. */
    refundByHand(intent: string, amount: number) {
      const thing = things.get(intent);
      if (!thing) throw new Error(`no ${intent}`);
      return giveBack(thing, amount, {}).id;
    },
    /** The bank sends a refund back, days later. */
    failRefund(refund: string) {
      const thing = things.get(refund);
      if (!thing) throw new Error(`no ${refund}`);
      Object.assign(thing, { status: "failed", failure_reason: "expired_or_canceled_card" });
      tell("refund.failed", shown(thing), String(thing["account"]));
    },
    dispute(intent: string) {
      const thing = things.get(intent);
      if (!thing) throw new Error(`no ${intent}`);
      const dispute = {
        id: id("dp"),
        object: "dispute",
        amount: thing["amount"],
        payment_intent: intent,
        reason: "fraudulent",
      };
      tell("charge.dispute.created", dispute, String(thing["account"]));
    },
    /** The promoter has given Stripe what it asked for. */
    complete(account: string) {
      const thing = things.get(account);
      Object.assign(thing ?? {}, {
        charges_enabled: true,
        payouts_enabled: true,
        details_submitted: true,
        requirements: {
          currently_due: [],
          past_due: [],
          current_deadline: null,
          disabled_reason: null,
        },
      });
      tell("account.updated", thing, account);
    },
    /** An event that never happened here, signed all the same. */
    forge(type: string, object: unknown, account: string): Delivery {
      tell(type, object, account);
      return deliveries.pop() as Delivery;
    },
    session: (given: string) => things.get(given),
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
