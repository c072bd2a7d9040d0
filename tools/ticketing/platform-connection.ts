import { sql } from "kysely";
import { z } from "zod";
import { ProviderError } from "#integrations/ask-provider.ts";
import type { PlatformKey } from "#integrations/sales-platforms/sales-platforms.ts";
import type { Context } from "../core/context.ts";
import { ToolError } from "../core/errors.ts";
import { createSay } from "../core/text.ts";
import type { ToolContext } from "../core/tool.ts";
import { platformName } from "./platforms.ts";

/** Platforms that have an interface to be asked; the others bring their sales as files. */
export const connectable = ["weezevent", "billetweb", "shotgun"] as const;
export type Connectable = (typeof connectable)[number];

const kept = z.object({
  key: z.string(),
  user: z.string().optional(),
  password: z.string().optional(),
});

const sealedFor = (ctx: Context, platform: Connectable) =>
  `${ctx.actor.organizationId} ${platform}`;

/** The key of a platform, sealed for the database. */
export function sealKey(ctx: ToolContext, platform: Connectable, key: PlatformKey) {
  const { secrets } = ctx.integrations;
  return {
    secret: secrets.seal(Buffer.from(JSON.stringify(key)), sealedFor(ctx, platform)),
    key_id: secrets.keyId,
  };
}

/** The key that the organization gave for a platform; undefined where it is not connected. */
export async function readKey(
  ctx: ToolContext,
  platform: Connectable,
): Promise<PlatformKey | undefined> {
  const { rows } = await sql<{ secret: Buffer }>`
    select secret from koncert.provider_secret(${platform})`.execute(ctx.tx);
  const [row] = rows;
  if (!row) return undefined;
  const plain = ctx.integrations.secrets.open(row.secret, sealedFor(ctx, platform));
  return kept.parse(JSON.parse(plain.toString()));
}

/** Asks a platform, and says in words what it refused. */
export async function askPlatform<Answer>(
  context: Context,
  platform: Connectable,
  ask: () => Promise<Answer>,
): Promise<Answer> {
  const name = (locale: "fr" | "en") => platformName(platform, createSay(locale, context.now));
  try {
    return await ask();
  } catch (thrown) {
    if (thrown instanceof ProviderError && !thrown.retryable) {
      throw new ToolError("conflict", {
        fr: `${name("fr")} refuse cette clé : vérifiez-la, ou importez le fichier CSV.`,
        en: `${name("en")} refuses this key: check it, or import the CSV file.`,
      });
    }
    if (thrown instanceof ProviderError || thrown instanceof z.ZodError) {
      throw new ToolError("unavailable", {
        fr: `${name("fr")} ne répond pas comme prévu. Réessayez, ou importez le fichier CSV.`,
        en: `${name("en")} does not answer as expected. Try again, or import the CSV file.`,
      });
    }
    throw thrown;
  }
}
