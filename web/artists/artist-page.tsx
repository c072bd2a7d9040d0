import { Pencil, Plus } from "lucide-react";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import type { ToolOutput } from "#tools/call-tool.ts";
import { createSay } from "#tools/core/text.ts";
import { Facts } from "../components/facts.tsx";
import { LineLink, Lines } from "../components/line-link.tsx";
import { Panel } from "../components/panel.tsx";
import { SiteLink } from "../components/reach.tsx";
import { PapersPanel } from "../documents/papers-panel.tsx";
import { ToolButton } from "../forms/tool-button.tsx";
import { DatesPanel } from "../lists/dates-panel.tsx";
import { NoDates } from "../lists/no-dates.tsx";
import { asLocale } from "../session/preferences.ts";
import { Columns } from "../shell/columns.tsx";
import { OnScreen } from "../shell/on-screen.tsx";
import { Page } from "../shell/page.tsx";

type Artist = ToolOutput<"tours_get_artist">;

const plus = <Plus aria-hidden className="size-4" />;

export async function ArtistPage({ artist, history }: { artist: Artist; history: ReactNode }) {
  const [t, list, choices, locale] = await Promise.all([
    getTranslations("artist"),
    getTranslations("artists"),
    getTranslations("choices"),
    getLocale(),
  ]);
  const say = createSay(asLocale(locale));
  const { id, name } = artist;
  const all = `/performances?artist=${id}`;
  const newDate = (
    <ToolButton
      permission="tours:write"
      look="ink"
      icon={plus}
      open="performance"
      form={{ tool: "tours_create_performance", title: t("newDate"), preset: { artist: id } }}
    >
      {t("newDate")}
    </ToolButton>
  );
  const facts = [
    { label: t("genre"), value: artist.genre },
    {
      label: t("website"),
      value: artist.website && <SiteLink href={artist.website} />,
    },
    { label: t("bio"), value: artist.bio },
    { label: t("notes"), value: artist.notes },
  ];
  return (
    <Page
      title={name}
      subtitle={artist.genre}
      back={{ href: "/artists", label: list("title") }}
      actions={
        <>
          <ToolButton
            permission="tours:write"
            icon={<Pencil aria-hidden className="size-4" />}
            form={{
              tool: "tours_update_artist",
              title: t("editTitle", { name }),
              preset: { artist: id },
              initial: {
                name,
                genre: artist.genre ?? undefined,
                bio: artist.bio ?? undefined,
                website: artist.website ?? undefined,
                notes: artist.notes ?? undefined,
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
      <OnScreen kind="artist" id={id} label={name} />
      <Columns
        aside={
          <>
            <Panel title={t("about")} level={2}>
              {facts.some(({ value }) => value) ? (
                <Facts facts={facts} />
              ) : (
                <p className="text-sm text-faint">{t("nothing")}</p>
              )}
            </Panel>
            <PapersPanel papers={artist.documents} />
            {history}
          </>
        }
      >
        {artist.next.length > 0 ? (
          <DatesPanel title={t("next")} dates={artist.next} total={artist.nextTotal} all={all} />
        ) : (
          <NoDates title={t("noDate")} help={t("noDateHelp")} action={newDate} />
        )}
        <Panel
          title={t("tours")}
          level={2}
          flush
          aside={
            <ToolButton
              permission="tours:write"
              look="quiet"
              size="sm"
              icon={plus}
              open="tour"
              form={{ tool: "tours_create_tour", title: t("newTour"), preset: { artist: id } }}
            >
              {t("newTour")}
            </ToolButton>
          }
        >
          <Lines>
            {artist.tours.map((tour) => (
              <li key={tour.id}>
                <LineLink
                  href={`/tours/${tour.id}`}
                  title={tour.name}
                  detail={[
                    choices(`tour_status.${tour.status}`),
                    ...(tour.startsOn && tour.endsOn
                      ? [t("period", { from: say.day(tour.startsOn), to: say.day(tour.endsOn) })]
                      : []),
                  ].join(" · ")}
                  end={t("dates", { count: tour.dates })}
                />
              </li>
            ))}
            {artist.tours.length === 0 && (
              <li className="px-4 py-3 text-sm text-faint">{t("noTour")}</li>
            )}
          </Lines>
        </Panel>
        <Panel
          title={t("productions")}
          level={2}
          flush
          aside={
            <ToolButton
              permission="tours:write"
              look="quiet"
              size="sm"
              icon={plus}
              open="production"
              form={{
                tool: "tours_create_production",
                title: t("newProduction"),
                preset: { artist: id },
              }}
            >
              {t("newProduction")}
            </ToolButton>
          }
        >
          <Lines>
            {artist.productions.map((production) => (
              <li key={production.id}>
                <LineLink
                  href={`/productions/${production.id}`}
                  title={production.title}
                  detail={choices(`production_kind.${production.kind}`)}
                  end={t("dates", { count: production.dates })}
                />
              </li>
            ))}
            {artist.productions.length === 0 && (
              <li className="px-4 py-3 text-sm text-faint">{t("noProduction")}</li>
            )}
          </Lines>
        </Panel>
        {artist.past.length > 0 && (
          <DatesPanel
            title={t("past")}
            dates={artist.past}
            total={artist.pastTotal}
            all={`${all}&period=past`}
          />
        )}
      </Columns>
    </Page>
  );
}
