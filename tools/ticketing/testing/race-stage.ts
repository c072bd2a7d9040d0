import { randomUUID } from "node:crypto";
import pg from "pg";
import { createOrganization } from "#database/testing/create-organization.ts";
import type { Read } from "./check-history.ts";

/** What a crowd runs on, in words that cross to another process. */
export type Stage = {
  url: string;
  adminUrl: string;
  organizationId: string;
  userId: string;
  /** The account at the provider that takes the money. */
  account: string;
  dates: StageDate[];
};
export type StageDate = { id: string; slug: string; types: string[]; guestList: string };

export type DatePlan = { capacity: number | null; quotas: (number | null)[] };

export const raceNow = new Date("2126-11-26T09:00:00Z");

/** An organization with dates on sale, a guest list each, and an account that takes money. */
export async function setStage(
  { url, adminUrl }: { url: string; adminUrl: string },
  plans: DatePlan[],
  feePayer: "buyer" | "organizer" = "buyer",
): Promise<Stage> {
  const made = await createOrganization(adminUrl, { members: [{ role: "owner" }] });
  const { organizationId } = made;
  const account = `acct_${organizationId.slice(0, 8)}`;
  const { read, close } = await openReading(adminUrl);
  const id = async (sql: string, values: unknown[]) => {
    const [row] = await read(`${sql} returning id`, [organizationId, ...values]);
    return String(row?.["id"]);
  };
  await read("update organizations set fee_payer = $2 where id = $1", [organizationId, feePayer]);
  await id(
    "insert into payment_accounts (organization_id, account, test, charges_enabled) values ($1, $2, true, true)",
    [account],
  );
  const artist = await id("insert into artists (organization_id, name) values ($1, $2)", [
    `Zaz ${randomUUID().slice(0, 8)}`,
  ]);
  const dates: StageDate[] = [];
  for (const [index, { capacity, quotas }] of plans.entries()) {
    const date = await id(
      `insert into performances (organization_id, artist_id, day, status, capacity, published_at, resale_opened_at)
       values ($1, $2, date '2127-01-01' + $3::int, 'on_sale', $4, now(), now())`,
      [artist, index, capacity],
    );
    const types: string[] = [];
    for (const [position, quota] of quotas.entries()) {
      types.push(
        await id(
          `insert into ticket_types (organization_id, performance_id, name, price_cents, quota, position, max_per_order)
           values ($1, $2, $3, $4, $5, $6, 6)`,
          [date, `Tarif ${position}`, 3_550 - 817 * position, quota, position],
        ),
      );
    }
    const guestList = await id(
      "insert into guest_lists (organization_id, performance_id, name, quota) values ($1, $2, 'Production', 40)",
      [date],
    );
    // Nobody waits here: what a queue does has a suite of its own.
    await id(
      "insert into sale_queues (organization_id, performance_id, buyers_at_once) values ($1, $2, 1000000)",
      [date],
    );
    const [row] = await read("select slug from performances where id = $1", [date]);
    dates.push({ id: date, slug: String(row?.["slug"]), types, guestList });
  }
  await close();
  return { url, adminUrl, organizationId, userId: made.actor().userId, account, dates };
}

/** Reads as the superuser. */
export async function openReading(
  adminUrl: string,
): Promise<{ read: Read; close(): Promise<void> }> {
  const client = new pg.Client({ connectionString: adminUrl });
  client.on("error", () => {});
  await client.connect();
  return {
    read: async (sql, values) =>
      (await client.query(sql, values)).rows as Record<string, unknown>[],
    close: () => client.end(),
  };
}
