import { historyRules } from "./history-rules.ts";

type Row = Record<string, unknown>;
export type Read = (sql: string, values?: unknown[]) => Promise<Row[]>;

/** What clients were told: it must be there whatever died afterwards. */
export type Told = {
  /** Key of a call that holds, and the number of the order that answered it. */
  held: { key: string; number: string }[];
  /** Numbers of orders that were said to be paid. */
  paid: string[];
  /** Keys of refunds that were said to be made. */
  refunded: string[];
};

/** One answer that a client got. */
export type ToldLine =
  | { held: { key: string; number: string } }
  | { paid: string }
  | { refunded: string };

/** Keeps what a client was told. */
export function keepTold(told: Told, line: ToldLine): void {
  if ("held" in line) told.held.push(line.held);
  else if ("paid" in line) told.paid.push(line.paid);
  else told.refunded.push(line.refunded);
}

export type Broken = { says: string; rows: Row[] };

const shown = 5;

/**
 * Reads the whole of the sale as the superuser sees it and tells what does not hold: counters
 * against rows, rows against their history, and both against what clients were told. An empty
 * list is the proof that nothing was oversold, lost, doubled or miscounted. Everything is read of
 * one moment, so that the sale may go on meanwhile.
 */
export async function checkHistory(read: Read, told?: Told): Promise<Broken[]> {
  await read("begin isolation level repeatable read, read only");
  try {
    return await checkMoment(read, told);
  } finally {
    await read("rollback");
  }
}

/** As `checkHistory`, within the transaction that the caller has begun. */
export async function checkMoment(read: Read, told?: Told): Promise<Broken[]> {
  const broken: Broken[] = [];
  const ask = async (says: string, sql: string, values?: unknown[]) => {
    const rows = await read(`select * from (${sql}) broken limit ${shown}`, values);
    if (rows.length > 0) broken.push({ says, rows });
  };
  for (const rule of historyRules) await ask(rule.says, rule.broken);
  if (!told) return broken;
  await ask(
    "every key was answered by the one order that bears it",
    `select t.key, t.number, o.number as kept from jsonb_to_recordset($1::jsonb) t (key text, number text)
       left join orders o on o.client_key = t.key where o.number is distinct from t.number`,
    [JSON.stringify(told.held)],
  );
  await ask(
    "every order that was said to be paid is paid",
    `select t.number from jsonb_array_elements_text($1::jsonb) t (number) left join orders o on o.number = t.number where o.paid_at is null`,
    [JSON.stringify(told.paid)],
  );
  await ask(
    "every refund that was said to be made is there",
    `select t.key from jsonb_array_elements_text($1::jsonb) t (key) left join refunds r on r.key = t.key where r.id is null`,
    [JSON.stringify(told.refunded)],
  );
  return broken;
}
