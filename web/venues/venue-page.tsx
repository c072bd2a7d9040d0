import { Pencil, Plus } from "lucide-react";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import type { ToolOutput } from "#tools/call-tool.ts";
import { Panel } from "../components/panel.tsx";
import { Facts } from "../components/facts.tsx";
import { ToolButton } from "../forms/tool-button.tsx";
import { DatesPanel } from "../lists/dates-panel.tsx";
import { NoDates } from "../lists/no-dates.tsx";
import { Columns } from "../shell/columns.tsx";
import { OnScreen } from "../shell/on-screen.tsx";
import { Page } from "../shell/page.tsx";
import { VenueFacts } from "./venue-facts.tsx";
import { VenueMap } from "./venue-map.tsx";
import { Configurations, VenueContacts } from "./venue-parts.tsx";

export type Venue = ToolOutput<"tours_get_venue">;

export async function VenuePage({ venue, history }: { venue: Venue; history: ReactNode }) {
  const [t, list, choices] = await Promise.all([
    getTranslations("venue"),
    getTranslations("venues"),
    getTranslations("choices"),
  ]);
  const { id, name } = venue;
  const all = `/performances?${new URLSearchParams({ q: name, period: "all" })}`;
  const newDate = (
    <ToolButton
      permission="tours:write"
      look="ink"
      icon={<Plus aria-hidden className="size-4" />}
      open="performance"
      form={{ tool: "tours_create_performance", title: t("newDate"), preset: { venue: id } }}
    >
      {t("newDate")}
    </ToolButton>
  );
  return (
    <Page
      title={name}
      subtitle={[venue.kind !== "other" && choices(`venue_kind.${venue.kind}`), venue.city]
        .filter(Boolean)
        .join(" · ")}
      back={{ href: "/venues", label: list("title") }}
      actions={
        <>
          <ToolButton
            permission="tours:write"
            icon={<Pencil aria-hidden className="size-4" />}
            form={{
              tool: "tours_update_venue",
              title: t("editTitle", { name }),
              preset: { venue: id },
              only: [
                "name",
                "kind",
                "capacity",
                "address",
                "city",
                "phone",
                "email",
                "website",
                "notes",
              ],
              initial: {
                name,
                kind: venue.kind,
                capacity: venue.capacity ?? undefined,
                address: venue.address ?? undefined,
                city: venue.city ?? undefined,
                phone: venue.phone ?? undefined,
                email: venue.email ?? undefined,
                website: venue.website ?? undefined,
                notes: venue.notes ?? undefined,
              },
              changesOnly: true,
            }}
          >
            {t("edit")}
          </ToolButton>
          {newDate}
        </>
      }
    >
      <OnScreen kind="venue" id={id} label={name} />
      <Columns
        aside={
          <>
            <VenueFacts venue={venue} />
            {venue.latitude !== null && venue.longitude !== null && (
              <VenueMap
                title={t("map")}
                name={name}
                label={venue.city ?? name}
                latitude={venue.latitude}
                longitude={venue.longitude}
              />
            )}
            {venue.technical.length > 0 && (
              <Panel title={t("technical")} level={2}>
                <Facts facts={venue.technical} />
              </Panel>
            )}
            {history}
          </>
        }
      >
        {venue.next.length > 0 ? (
          <DatesPanel
            title={t("next")}
            dates={venue.next}
            total={venue.nextTotal}
            all={all}
            named
          />
        ) : (
          <NoDates title={t("noDate")} help={t("noDateHelp")} action={newDate} />
        )}
        <VenueContacts venue={venue} />
        <Configurations venue={venue} />
        {venue.past.length > 0 && (
          <DatesPanel
            title={t("past")}
            dates={venue.past}
            total={venue.pastTotal}
            all={all}
            named
          />
        )}
      </Columns>
    </Page>
  );
}
