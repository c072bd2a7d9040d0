import { type RawBuilder, sql } from "kysely";

/** Paid performances of the production `d` before a day, those given before KONCERT included. */
export const paidCount = (day: RawBuilder<unknown>): RawBuilder<number> => sql<number>`
  d.paid_performances_before + (select count(*)::int from performances e
    where e.production_id = d.id and e.day < ${day}
      and e.status in ('confirmed', 'on_sale', 'played', 'settled'))`;
