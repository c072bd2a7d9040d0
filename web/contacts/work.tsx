import { getTranslations } from "next-intl/server";
import { LineLink, Lines } from "../components/line-link.tsx";
import { Panel } from "../components/panel.tsx";
import type { Contact } from "./contact-page.tsx";

/** Where the person works with us: venues, tours, dates. Nothing where they do not. */
export async function Work({ contact }: { contact: Contact }) {
  const [t, choices] = await Promise.all([getTranslations("contact"), getTranslations("choices")]);
  const role = (one: string) =>
    one === "promoter"
      ? t("promoter")
      : choices.has(`team_role.${one}`)
        ? choices(`team_role.${one}`)
        : one;
  const lines = [
    ...contact.tours.map(({ id, name, role: one }) => ({
      href: `/tours/${id}`,
      title: name,
      end: role(one),
    })),
    ...contact.performances.map(({ id, label, role: one }) => ({
      href: `/performances/${id}`,
      title: label,
      end: role(one),
    })),
  ];
  return (
    <>
      {contact.venues.length > 0 && (
        <Panel title={t("venues")} level={2} flush>
          <Lines>
            {contact.venues.map((venue) => (
              <li key={venue.id}>
                <LineLink href={`/venues/${venue.id}`} title={venue.name} detail={venue.city} />
              </li>
            ))}
          </Lines>
        </Panel>
      )}
      {lines.length > 0 && (
        <Panel title={t("work")} level={2} flush>
          <Lines>
            {lines.map((line) => (
              <li key={`${line.href} ${line.end}`}>
                <LineLink {...line} />
              </li>
            ))}
          </Lines>
        </Panel>
      )}
    </>
  );
}
