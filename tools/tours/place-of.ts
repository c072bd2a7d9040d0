import { ToolError } from "../core/errors.ts";
import type { ToolContext } from "../core/tool.ts";

/** A town by its name, with what a venue keeps of it. Throws `not_found` for an unknown town. */
export function placeOf(ctx: ToolContext, text: string, field = "city") {
  const [place] = ctx.integrations.places.find(text, { limit: 1 });
  if (!place) {
    throw new ToolError(
      "not_found",
      {
        fr: `Je ne connais pas de ville « ${text} ». Précisez le pays ou vérifiez l’orthographe.`,
        en: `There is no town “${text}” that I know. Give the country or check the spelling.`,
      },
      { field },
    );
  }
  return place;
}

/** The columns of a venue that its town decides. */
export function placeColumns(place: ReturnType<typeof placeOf>) {
  return {
    city: place.name,
    postal_code: place.postcode ?? null,
    region: place.region ?? null,
    country: place.country,
    insee_code: place.inseeCode ?? null,
    latitude: place.latitude,
    longitude: place.longitude,
    time_zone: place.timeZone,
  };
}
