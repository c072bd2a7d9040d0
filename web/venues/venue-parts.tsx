import { Pencil, Plus } from "lucide-react";
import { getLocale, getTranslations } from "next-intl/server";
import Link from "next/link";
import { createSay } from "#tools/core/text.ts";
import { Lines } from "../components/line-link.tsx";
import { Panel } from "../components/panel.tsx";
import { EmailLink, PhoneLink } from "../components/reach.tsx";
import { ToolButton } from "../forms/tool-button.tsx";
import { asLocale } from "../session/preferences.ts";
import type { Venue } from "./venue-page.tsx";

const plus = <Plus aria-hidden className="size-4" />;

/** Who to call there. */
export async function VenueContacts({ venue }: { venue: Venue }) {
  const t = await getTranslations("venue");
  return (
    <Panel
      title={t("contacts")}
      level={2}
      flush
      aside={
        <ToolButton
          permission="tours:write"
          look="quiet"
          size="sm"
          icon={plus}
          label={`${t("addContact")} : ${t("contacts")}`}
          form={{
            tool: "tours_update_venue",
            title: t("contacts"),
            preset: { venue: venue.id },
            only: ["contact"],
          }}
        >
          {t("addContact")}
        </ToolButton>
      }
    >
      <Lines>
        {venue.contacts.map((contact) => (
          <li
            key={contact.id}
            className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5 px-4 py-2.5 text-sm"
          >
            <span className="min-w-0">
              <Link href={`/contacts/${contact.id}`} className="font-medium hover:underline">
                {contact.name}
              </Link>
              {contact.jobTitle && <span className="text-faint"> {contact.jobTitle}</span>}
            </span>
            <span className="flex flex-wrap gap-x-4 text-soft">
              {contact.phone && <PhoneLink phone={contact.phone} />}
              {contact.email && <EmailLink email={contact.email} />}
            </span>
          </li>
        ))}
        {venue.contacts.length === 0 && (
          <li className="px-4 py-3 text-sm text-faint">{t("noContact")}</li>
        )}
      </Lines>
    </Panel>
  );
}

/** The layouts of the venue and how many places each authorises. */
export async function Configurations({ venue }: { venue: Venue }) {
  const [t, choices, locale] = await Promise.all([
    getTranslations("venue"),
    getTranslations("choices"),
    getLocale(),
  ]);
  const say = createSay(asLocale(locale));
  const tool = "tours_set_configuration";
  return (
    <Panel
      title={t("configurations")}
      level={2}
      flush
      aside={
        <ToolButton
          permission="tours:write"
          look="quiet"
          size="sm"
          icon={plus}
          label={`${t("addConfiguration")} : ${t("configurations")}`}
          form={{ tool, title: t("configurations"), preset: { venue: venue.id } }}
        >
          {t("addConfiguration")}
        </ToolButton>
      }
    >
      <Lines>
        {venue.configurations.map(({ id, name, kind, capacity, stage }) => (
          <li
            key={id}
            className="flex min-h-11 items-center justify-between gap-4 py-1 pr-2 pl-4 text-sm"
          >
            <span className="min-w-0 truncate">
              <span className="font-medium">{name}</span>
              <span className="text-faint">
                {" "}
                {[choices(`room_kind.${kind}`), stage].filter((one) => one !== name).join(" · ")}
              </span>
            </span>
            <span className="flex shrink-0 items-center gap-2">
              <span className="figures">{t("places", { count: say.number(capacity) })}</span>
              <ToolButton
                permission="tours:write"
                look="quiet"
                size="sm"
                label={t("editConfiguration", { name })}
                form={{
                  tool,
                  title: t("editConfiguration", { name }),
                  preset: { venue: venue.id, name },
                  initial: { room_kind: kind, capacity },
                }}
              >
                <Pencil aria-hidden className="size-3.5" />
              </ToolButton>
            </span>
          </li>
        ))}
        {venue.configurations.length === 0 && (
          <li className="px-4 py-3 text-sm text-faint">{t("noConfiguration")}</li>
        )}
      </Lines>
    </Panel>
  );
}
