import { type RawBuilder, sql } from "kysely";
import type { SaleState } from "./sale-state-names.ts";

export const saleStateWords: Record<SaleState, { fr: string; en: string }> = {
  not_on_sale: { fr: "Pas en vente", en: "Not on sale" },
  on_sale: { fr: "En vente", en: "On sale" },
  sold_out: { fr: "Complet", en: "Sold out" },
  ended: { fr: "Terminée", en: "Ended" },
  cancelled: { fr: "Annulée", en: "Cancelled" },
};

/** Tickets of each date that has ticket types, as `counted`: how many, and whether none is left to buy. */
export const countedTypes: RawBuilder<unknown> = sql`
  select t.performance_id, sum(t.sold)::int as sold, sum(t.held)::int as held,
    sum(t.held + t.sold + t.allotted)::int + coalesce(
      (select s.allotted from ticket_series s where s.performance_id = t.performance_id), 0) as taken,
    coalesce(bool_and(t.held + t.sold + t.allotted >= t.quota) filter (where t.kind not in ('comp', 'staff')), false) as full
  from ticket_types t group by 1`;

/** The state of a date `p` with its `capacity` and its row `k` of counted ticket types, on a day `today`. */
export const saleState: RawBuilder<SaleState> = sql`case
  when p.status = 'cancelled' then 'cancelled'
  when p.status in ('played', 'settled') or p.day < today then 'ended'
  when p.status <> 'on_sale' then 'not_on_sale'
  when k.full or k.taken >= coalesce(p.capacity, c.capacity, v.capacity) then 'sold_out'
  else 'on_sale' end`;
