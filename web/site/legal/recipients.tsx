import { getTranslations } from "next-intl/server";
import { providersOf } from "#integrations/check-providers.ts";
import type { Env } from "#integrations/env.ts";

/** The providers that receive data, read from what this installation is configured with. */
export async function Recipients({ env }: { env: Env }) {
  const t = await getTranslations("site.legal.privacy");
  const { mail, storage } = providersOf(env);
  const lines = [
    mail.name !== "local" && t("mailBy", { name: mail.name }),
    storage.name !== "local" && t("storageBy", { name: storage.name }),
    env.STRIPE_SECRET_KEY && t("stripe"),
    env.ANTHROPIC_API_KEY && t("claude"),
    env.VOYAGE_API_KEY && t("voyage"),
    env.GOOGLE_CLIENT_ID && t("google"),
    env.APPLE_CLIENT_ID && t("apple"),
    env.LANGFUSE_PUBLIC_KEY && t("langfuse"),
    env.TURNSTILE_SECRET_KEY && t("turnstile"),
  ].filter((line) => typeof line === "string");
  return (
    <ul className="flex list-disc flex-col gap-1 pl-5 marker:text-faint">
      {lines.length > 0 ? lines.map((line) => <li key={line}>{line}</li>) : <li>{t("local")}</li>}
    </ul>
  );
}
