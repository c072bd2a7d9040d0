import { getLocale, getTranslations } from "next-intl/server";
import { createSay } from "#tools/core/text.ts";
import { Facts } from "../components/facts.tsx";
import { Panel } from "../components/panel.tsx";
import { EmailLink, PhoneLink, SiteLink } from "../components/reach.tsx";
import { asLocale } from "../session/preferences.ts";
import type { Contact } from "./contact-page.tsx";

export async function ContactFacts({ contact }: { contact: Contact }) {
  const [t, choices, locale] = await Promise.all([
    getTranslations("contact"),
    getTranslations("choices"),
    getLocale(),
  ]);
  const say = createSay(asLocale(locale));
  const source = t.has(`source.${contact.source}`) ? contact.source : "other";
  return (
    <Panel title={t("about")} level={2}>
      <Facts
        facts={[
          { label: t("email"), value: contact.email && <EmailLink email={contact.email} /> },
          { label: t("phone"), value: contact.phone && <PhoneLink phone={contact.phone} /> },
          { label: t("kind"), value: choices(`contact_kind.${contact.kind}`) },
          { label: t("company"), value: contact.company },
          { label: t("jobTitle"), value: contact.jobTitle },
          { label: t("address"), value: contact.address ?? contact.city },
          { label: t("website"), value: contact.website && <SiteLink href={contact.website} /> },
          { label: t("notes"), value: contact.notes },
          {
            label: t("origin"),
            value: t("since", { source: t(`source.${source}`), day: say.day(contact.createdOn) }),
          },
        ]}
      />
    </Panel>
  );
}
