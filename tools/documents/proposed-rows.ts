import { z } from "zod";
import {
  basisPoints,
  cents,
  choice,
  count,
  day,
  email,
  found,
  name,
  phone,
  place,
  time,
} from "../core/fields.ts";
import { dealKinds } from "../business/deal-kinds.ts";

/** Rows read in a document, as a person approves them. The model and the built-in readers write the same. */
export const foundArtist = () => found({ name: name() });
export const foundTour = () => found({ name: name() });

export const foundPromoter = () =>
  found({
    name: name(),
    company: name().optional(),
    email: email().optional(),
    phone: phone().optional(),
  });

export const foundDate = () =>
  found({
    day: day(),
    city: place(),
    venue: name().optional(),
    capacity: count(2, 500_000).optional(),
    status: choice("performance_status", ["option", "confirmed"]).default("confirmed"),
    hold_rank: count(1, 3).optional(),
    doors: time().optional(),
    set_time: time().optional(),
    curfew: time().optional(),
    deal: z
      .strictObject({
        deal_kind: choice("deal_kind", dealKinds),
        guarantee: cents().optional(),
        percentage: basisPoints().optional(),
        deposit: cents().optional(),
        page: z.int().min(1).max(10_000),
        quote: z.string().min(1).max(300),
        check: z.boolean().optional(),
      })
      .optional(),
  });

export const proposedRows = {
  artist: foundArtist().optional(),
  tour: foundTour().optional(),
  promoter: foundPromoter().optional(),
  dates: z.array(foundDate()).max(200),
};
const shape = z.object(proposedRows);
export type ProposedRows = z.output<typeof shape>;
export type ProposedDate = ProposedRows["dates"][number];
