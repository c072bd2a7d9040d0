import type { Database } from "./pool.ts";

/** A payment with what its provider's page says of the order. */
export type PaymentRow = {
  id: string;
  organizationId: string;
  orderId: string;
  orderNumber: string;
  provider: string;
  account: string | null;
  session: string | null;
  url: string | null;
  amountCents: number;
  currency: string;
  feeCents: number;
  /** What the buyer pays of the fee, in the total. */
  buyerFeeCents: number;
  totalCents: number;
  createdAt: string;
  locale: "fr" | "en" | null;
  email: string | null;
  processing: boolean;
  /** The places are no longer held. */
  over: boolean;
  artist: string;
  day: string;
  items: { name: string; quantity: number; unitPriceCents: number }[];
};

export type RefundRow = {
  id: string;
  organizationId: string;
  attempt: number;
  provider: string;
  test: boolean;
  reference: string | null;
  payment: string;
  account: string | null;
  amountCents: number;
  feeCents: number;
};

/** Who takes the payments now, and whether with a key that moves no money. */
type Provider = { name: string; test: boolean };

/** Whose account at a provider it is; undefined for an unknown one. */
export async function paymentOrganization(
  database: Database,
  provider: string,
  account: string,
): Promise<string | undefined> {
  const [row] = await ask<string>(database, "koncert.payment_organization($1, $2)", [
    provider,
    account,
  ]);
  return row ?? undefined;
}

export async function readPayment(
  database: Database,
  id: string,
  now: Date,
): Promise<PaymentRow | undefined> {
  const [row] = await ask<PaymentRow>(database, "koncert.read_payment($1, $2)", [id, now]);
  return row ?? undefined;
}

/** Payments under way that the provider has to be asked about, claimed; `id` asks for that one, sooner. */
export async function takePayments(
  database: Database,
  provider: Provider,
  now: Date,
  id: string | null = null,
): Promise<PaymentRow[]> {
  const rows = await ask<PaymentRow>(database, "koncert.take_payments($1, $2, $3, $4)", [
    provider.name,
    provider.test,
    now,
    id,
  ]);
  return rows.filter((row) => row !== null);
}

/** A refund to be sent, claimed; undefined where it is settled, or no payment can bear it. */
export async function takeRefund(
  database: Database,
  id: string,
  now: Date,
): Promise<RefundRow | undefined> {
  const [row] = await ask<RefundRow>(database, "koncert.take_refund($1, $2)", [id, now]);
  return row ?? undefined;
}

/** Refunds that were not sent, or not answered. */
export async function listUnsentRefunds(
  database: Database,
  provider: Provider,
  now: Date,
): Promise<string[]> {
  const rows = await ask<string>(database, "koncert.unsent_refunds($1, $2, $3)", [
    provider.name,
    provider.test,
    now,
  ]);
  return rows.filter((row) => row !== null);
}

async function ask<Value>(database: Database, call: string, values: unknown[]) {
  const { rows } = await database.pool.query<{ value: Value | null }>(
    `select ${call} as value`,
    values,
  );
  return rows.map(({ value }) => value);
}
