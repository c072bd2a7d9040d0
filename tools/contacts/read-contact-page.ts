import { sql } from "kysely";
import { z } from "zod";
import { orderBy } from "../core/listing.ts";
import type { ToolContext } from "../core/tool.ts";
import { consentStatuses } from "./kinds.ts";
import { type ContactFilter, contactRow, fits } from "./read-contacts.ts";

export const sorts = ["name", "kind", "company", "city", "last_purchase"] as const;

export const listedContact = contactRow.extend({
  lastPurchaseOn: z.string().nullable(),
  /** Whether the person may be written to; null where nothing is known. */
  emailConsent: z.enum(consentStatuses).nullable(),
});
export type ListedContact = z.infer<typeof listedContact>;

type Page = {
  sort?: (typeof sorts)[number] | undefined;
  descending?: boolean | undefined;
  limit: number;
  offset: number;
};

const columns = {
  name: "search_name",
  kind: "kind",
  company: "company",
  city: "city",
  last_purchase: "last_purchase",
};
const lastPurchase = sql`(select max(o.paid_at) from orders o
  where o.organization_id = c.organization_id and o.contact_id = c.id and o.paid_at is not null)`;

/** A page of contacts in the order asked for; what costs is read for its rows alone. */
export async function readContactPage(
  ctx: ToolContext,
  filter: ContactFilter,
  page: Page,
): Promise<{ total: number; contacts: ListedContact[] }> {
  const bought = page.sort === "last_purchase";
  const { rows } = await sql<ListedContact & { total: number }>`
    with ${
      bought
        ? sql`purchases as materialized (select contact_id, max(paid_at) as last_purchase
            from orders where contact_id is not null and paid_at is not null group by contact_id),`
        : sql``
    } listed as (
      select c.id, c.search_name, c.kind, lower(c.organization_name) as company, lower(c.city) as city,
        ${bought ? sql`o.last_purchase` : sql`null::timestamptz`} as last_purchase
      from contacts c ${bought ? sql`left join purchases o on o.contact_id = c.id` : sql``}
      where ${fits(filter)}
    ), page as (
      select id, count(*) over ()::int as total,
        row_number() over (order by ${orderBy(columns, page, sql`search_name`)}) as place
      from listed order by place limit ${page.limit} offset ${page.offset}
    )
    select c.id, c.display_name as name, c.kind, c.organization_name as company,
      c.job_title as "jobTitle", c.email, c.phone, c.city, c.country, c.tags, page.total,
      to_char(${lastPurchase} at time zone g.time_zone, 'YYYY-MM-DD') as "lastPurchaseOn",
      (select s.status from consents s where s.organization_id = c.organization_id
        and s.contact_id = c.id and s.channel = 'email' order by s.at desc limit 1) as "emailConsent"
    from page join contacts c on c.id = page.id join organizations g on g.id = c.organization_id
    order by page.place`.execute(ctx.tx);
  return {
    total: rows[0]?.total ?? 0,
    contacts: rows.map(({ total: _total, ...row }) => row),
  };
}
