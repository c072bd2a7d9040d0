import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { area, choice, day, place, ref } from "../core/fields.ts";
import type { ToolContext } from "../core/tool.ts";
import { isId, notFound, resolveId } from "../find/resolve-ref.ts";

export const performanceStatuses = [
  "option",
  "confirmed",
  "on_sale",
  "played",
  "settled",
  "cancelled",
] as const;

/** Flat fields that name one or many dates; spread into a tool's input. */
export const selection = {
  performances: z.array(ref("performance")).min(1).max(500).optional(),
  tour: ref("tour").optional(),
  city: place().optional(),
  area: area().optional(),
  status: choice("performance_status", performanceStatuses).optional(),
  from: day().optional(),
  to: day().optional(),
};

export type Selection = z.output<z.ZodObject<typeof selection>>;
type Given = { [Key in keyof Selection]?: Selection[Key] | undefined };

export type SelectedPerformance = {
  id: string;
  /** Day and town or venue, as people say it. */
  label: string;
  day: string;
  status: (typeof performanceStatuses)[number];
};

/**
 * The dates that a selection names, by day. Cancelled ones only when named or asked for.
 * Throws `invalid_input` when nothing was given (unless `orAll`), `not_found` when nothing fits.
 */
export async function selectPerformances(
  ctx: ToolContext,
  input: Given,
  { orAll = false }: { orAll?: boolean } = {},
): Promise<SelectedPerformance[]> {
  const { performances, tour, city, area, status, from, to } = input;
  if (!orAll && !performances && !tour && !city && !area && !status && !from && !to) {
    throw new ToolError(
      "invalid_input",
      { fr: "De quelles dates s’agit-il ?", en: "Which dates do you mean?" },
      { field: "performances" },
    );
  }
  const chosen = await readSelection(ctx, input);
  const { rows } = await sql<SelectedPerformance>`
    select p.id, p.day, p.status,
      concat_ws(' · ', to_char(p.day, 'DD/MM/YYYY'), coalesce(v.city, v.name, p.title)) as label
    from performances p left join venues v on v.id = p.venue_id
    where ${chosen} order by p.day, p.session, p.id limit 1000`.execute(ctx.tx);
  const [asked] = performances ?? [];
  if (rows.length === 0 && asked) throw notFound("performance", asked, "performances");
  // An id that is no date of ours is not left out in silence, as one that a filter leaves out is.
  const filtered = tour ?? city ?? area ?? status ?? from ?? to;
  const found = new Set(rows.map(({ id }) => id));
  const stranger = performances?.find((text) => isId(text) && !found.has(text.toLowerCase()));
  if (stranger && !filtered) throw notFound("performance", stranger, "performances");
  if (rows.length === 0 && !orAll) {
    throw new ToolError("not_found", {
      fr: "Aucune date ne correspond.",
      en: "No date matches.",
    });
  }
  return rows;
}

/** A selection as a condition on performances `p` and their venues `v`, its words resolved. */
export async function readSelection(ctx: ToolContext, input: Given): Promise<RawBuilder<boolean>> {
  const { performances, tour, city, area, status, from, to } = input;
  if (from && to && from > to) {
    throw new ToolError(
      "invalid_input",
      { fr: "La période finit avant de commencer.", en: "The period ends before it starts." },
      { field: "to" },
    );
  }
  const ids = performances ? await resolveIds(ctx, performances) : null;
  const within = area ? settleArea(ctx, area) : null;
  const tourId = tour ? await resolveId(ctx, "tour", tour) : null;
  return sql<boolean>`(${ids}::uuid[] is null or p.id = any(${ids}::uuid[]))
      and (${tourId}::uuid is null or p.tour_id = ${tourId}::uuid)
      and (${city ?? null}::text is null or v.search_city = (select koncert.normalize(${city ?? null}))
        or extensions.similarity(v.search_city, (select koncert.normalize(${city ?? null}))) > 0.6)
      and (${within?.kind ?? null}::text is null or case ${within?.kind ?? null}::text
        when 'country' then v.country = ${within?.code ?? null}
        when 'region' then v.country = 'FR' and koncert.normalize(v.region) = (select koncert.normalize(${within?.name ?? null}))
        else v.country = 'FR' and starts_with(v.insee_code, ${within?.code ?? null}) end)
      and (${status ?? null}::text is null or p.status = ${status ?? null})
      and (${from ?? null}::date is null or p.day >= ${from ?? null}::date)
      and (${to ?? null}::date is null or p.day <= ${to ?? null}::date)
      and (p.status <> 'cancelled' or ${ids !== null || status === "cancelled"})`;
}

async function resolveIds(ctx: ToolContext, texts: string[]): Promise<string[]> {
  const ids = new Set<string>();
  for (const text of texts) ids.add(await resolveId(ctx, "performance", text, "performances"));
  return [...ids];
}

function settleArea(ctx: ToolContext, text: string) {
  const found = ctx.integrations.places.area(text);
  if (found) return found;
  throw new ToolError(
    "not_found",
    {
      fr: `Je ne connais ni région, ni département, ni pays « ${text} ».`,
      en: `There is no region, département or country “${text}” on record.`,
    },
    { field: "area" },
  );
}
