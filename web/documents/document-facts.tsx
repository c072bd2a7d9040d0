import { getLocale, getTranslations } from "next-intl/server";
import Link from "next/link";
import { createSay } from "#tools/core/text.ts";
import { Facts } from "../components/facts.tsx";
import { Panel } from "../components/panel.tsx";
import { asLocale } from "../session/preferences.ts";
import { pageOf } from "../shell/links.ts";
import type { Document } from "./document-page.tsx";

export async function DocumentFacts({ document }: { document: Document }) {
  const [t, choices, locale] = await Promise.all([
    getTranslations("document"),
    getTranslations("choices"),
    getLocale(),
  ]);
  const say = createSay(asLocale(locale));
  const row = (kind: string, id: string | null, label: string | null) =>
    id && label ? (
      <Link href={pageOf(kind, id) ?? "/"} className="underline-offset-2 hover:underline">
        {label}
      </Link>
    ) : null;
  const { totalCents, currency } = document;
  return (
    <Panel title={t("about")} level={2}>
      <Facts
        facts={[
          { label: t("kind"), value: choices(`document_kind.${document.kind}`) },
          {
            label: t("performance"),
            value: row("performance", document.performanceId, document.performance),
          },
          { label: t("artist"), value: row("artist", document.artistId, document.artist) },
          { label: t("contact"), value: row("contact", document.contactId, document.contact) },
          {
            label: t("total"),
            value: totalCents !== null && (
              <span className="figures font-medium">{say.money(totalCents, currency)}</span>
            ),
          },
          { label: t("issued"), value: document.issuedOn && say.day(document.issuedOn) },
          { label: t("due"), value: document.dueOn && say.day(document.dueOn) },
          { label: t("language"), value: choices(`language.${document.language}`) },
        ]}
      />
    </Panel>
  );
}
