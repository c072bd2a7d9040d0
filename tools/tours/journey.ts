import { addDays } from "#recognise/index.ts";
import { ToolError } from "../core/errors.ts";
import type { ToolContext } from "../core/tool.ts";
import { instantOf, minutesOf } from "./times.ts";

type Said = {
  from_place: string;
  to_place: string;
  day: string;
  departs?: string | undefined;
  arrives?: string | undefined;
};

/**
 * What the words of a journey come to: known towns, instants by the clock of each town, kilometres by
 * road. An arrival earlier in the day than the departure is on the next day.
 */
export function settleJourney(ctx: ToolContext, said: Said, timeZone: string) {
  const from = spot(ctx, said.from_place);
  const to = spot(ctx, said.to_place);
  const zone = from.zone ?? timeZone;
  const departsAt = said.departs ? instantOf(said.day, said.departs, zone) : null;
  const overnight =
    said.departs && said.arrives && minutesOf(said.arrives) < minutesOf(said.departs);
  const arrivesAt = said.arrives
    ? instantOf(overnight ? addDays(said.day, 1) : said.day, said.arrives, to.zone ?? timeZone)
    : null;
  if (departsAt && arrivesAt && arrivesAt < departsAt) {
    throw new ToolError(
      "invalid_input",
      { fr: "L’arrivée vient avant le départ.", en: "Arrival comes before departure." },
      { field: "arrives" },
    );
  }
  const km = from.point && to.point ? ctx.integrations.places.road(from.point, to.point).km : null;
  return { from: from.name, to: to.name, departsAt, arrivesAt, km, timeZone: zone };
}

/** The zone that the clocks of a place show, where the place is known. */
export const zoneOf = (ctx: ToolContext, place: string): string | undefined =>
  spot(ctx, place).zone;

/** The town where it is known; a station or an airport stays as written. */
function spot(ctx: ToolContext, text: string) {
  const [town] = ctx.integrations.places.find(text, { limit: 1, spelling: "exact" });
  return town
    ? { name: town.name, zone: town.timeZone, point: town }
    : { name: text, zone: undefined, point: undefined };
}
