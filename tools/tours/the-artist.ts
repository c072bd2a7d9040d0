import { ToolError } from "../core/errors.ts";
import type { ToolContext } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";

/** The artist named; the only one of the organization when none is. */
export async function theArtist(ctx: ToolContext, text: string | undefined) {
  if (text) return resolveRef(ctx, "artist", text);
  const artists = await ctx.tx
    .selectFrom("artists")
    .select(["id", "name as label"])
    .orderBy("name")
    .limit(7)
    .execute();
  const [only, second] = artists;
  if (only && !second) return only;
  throw new ToolError(
    "invalid_input",
    only
      ? { fr: "Pour quel artiste ?", en: "For which artist?" }
      : { fr: "Créez d’abord un artiste.", en: "Create an artist first." },
    { field: "artist", choices: artists },
  );
}
