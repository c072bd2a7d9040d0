import type { ReadDate, ReadDocument } from "#recognise/documents/read-document.ts";
import type { ProposedRows } from "./proposed-rows.ts";

/** Below, a person is asked to look. */
const sure = 0.7;

type Source = { page: number; quote: string; sure: number };

const source = ({ page, quote, sure: value }: Source) => ({
  page,
  quote,
  ...(value < sure ? { check: true } : {}),
});

/** The reading as the rows that are imported; a deal in another currency is a person's to enter. */
export function rowsOf(read: ReadDocument, currency: string): ProposedRows {
  const { artist, tour, promoter } = read;
  return {
    ...(artist ? { artist: { name: artist.name, ...source(artist) } } : {}),
    ...(tour ? { tour: { name: tour.name, ...source(tour) } } : {}),
    ...(promoter
      ? {
          promoter: {
            name: promoter.name,
            company: promoter.company,
            email: promoter.email,
            phone: promoter.phone,
            ...source(promoter),
          },
        }
      : {}),
    dates: read.dates.slice(0, 200).map((date) => ({
      day: date.day,
      city: date.place ? `${date.place.name}${abroad(date)}` : date.city,
      venue: date.venueName,
      capacity: date.capacity,
      status: statusOf(date, read),
      hold_rank: statusOf(date, read) === "option" ? (date.holdRank ?? 1) : undefined,
      doors: timeOf(date, "doors"),
      set_time: timeOf(date, "set_time"),
      curfew: timeOf(date, "curfew"),
      deal: dealOf(date, currency),
      ...source(date),
    })),
  };
}

/** « Manchester, GB »: there is more than one. */
const abroad = ({ place }: ReadDate) =>
  place && place.country !== "FR" ? `, ${place.country}` : "";

/** An offer is not a date yet. */
function statusOf(date: ReadDate, read: ReadDocument): "option" | "confirmed" {
  if (date.status === "option" || date.holdRank) return "option";
  const offered = date.deal !== undefined && read.kind !== "contract" && !date.status;
  return offered ? "option" : "confirmed";
}

const timeOf = (date: ReadDate, kind: string) => date.times.find((one) => one.kind === kind)?.time;

function dealOf({ deal }: ReadDate, currency: string): ProposedRows["dates"][number]["deal"] {
  if (!deal || deal.currency !== currency) return undefined;
  if (deal.guaranteeCents === undefined && deal.percentageBp === undefined) return undefined;
  return {
    deal_kind: deal.kind,
    guarantee: deal.guaranteeCents,
    percentage: deal.percentageBp,
    deposit: deal.depositCents,
    ...source(deal),
  };
}
