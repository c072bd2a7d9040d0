import { getLocale, getTranslations } from "next-intl/server";
import { createSay } from "#tools/core/text.ts";
import { Facts } from "../components/facts.tsx";
import { Panel } from "../components/panel.tsx";
import { EmailLink, PhoneLink, SiteLink } from "../components/reach.tsx";
import { asLocale } from "../session/preferences.ts";
import type { Venue } from "./venue-page.tsx";

export async function VenueFacts({ venue }: { venue: Venue }) {
  const [t, choices, locale] = await Promise.all([
    getTranslations("venue"),
    getTranslations("choices"),
    getLocale(),
  ]);
  const say = createSay(asLocale(locale));
  const town = [venue.postalCode, venue.city].filter(Boolean).join(" ");
  const address = [venue.address, town, venue.country === "FR" ? null : say.country(venue.country)]
    .filter(Boolean)
    .join("\n");
  return (
    <Panel title={t("about")} level={2}>
      <Facts
        facts={[
          { label: t("capacity"), value: venue.capacity !== null && say.number(venue.capacity) },
          {
            label: t("kind"),
            value: venue.kind !== "other" && choices(`venue_kind.${venue.kind}`),
          },
          {
            label: t("address"),
            value: address && (
              <>
                {address}
                {"\n"}
                <a
                  href={`https://www.openstreetmap.org/search?${new URLSearchParams({ query: [venue.name, venue.address, town].filter(Boolean).join(", ") })}`}
                  target="_blank"
                  rel="noreferrer"
                  className="underline"
                >
                  {t("directions")}
                </a>
              </>
            ),
          },
          { label: t("phone"), value: venue.phone && <PhoneLink phone={venue.phone} /> },
          { label: t("email"), value: venue.email && <EmailLink email={venue.email} /> },
          { label: t("website"), value: venue.website && <SiteLink href={venue.website} /> },
          {
            label: t("timeZone"),
            value: venue.timeZone !== "Europe/Paris" && venue.timeZone.replaceAll("_", " "),
          },
          { label: t("notes"), value: venue.notes },
        ]}
      />
    </Panel>
  );
}
