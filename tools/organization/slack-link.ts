import { ToolError } from "../core/errors.ts";
import type { ToolContext } from "../core/tool.ts";
import { linkOf } from "../ticketing/link-tokens.ts";

/** The id that the secret of a link opens. Throws for one that was not given here. */
export function slackLinkId(ctx: ToolContext, link: string): string {
  const id = linkOf(ctx.integrations.secrets, "slack", link);
  if (!id) throw noSlackLink();
  return id;
}

export function noSlackLink() {
  return new ToolError("expired", {
    fr: "Ce lien n’ouvre plus : déjà utilisé, expiré, ou d’une autre de vos structures. Demandez-en un nouveau dans Slack avec « /koncert lier ».",
    en: "This link no longer opens: used, expired, or of another of your organizations. Ask for a new one in Slack with “/koncert link”.",
  });
}
