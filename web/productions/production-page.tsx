import { Pencil, Plus } from "lucide-react";
import { getLocale, getTranslations } from "next-intl/server";
import Link from "next/link";
import type { ReactNode } from "react";
import type { ToolOutput } from "#tools/call-tool.ts";
import { createSay } from "#tools/core/text.ts";
import { Facts } from "../components/facts.tsx";
import { LineLink, Lines } from "../components/line-link.tsx";
import { Panel } from "../components/panel.tsx";
import { PapersPanel } from "../documents/papers-panel.tsx";
import { ToolButton } from "../forms/tool-button.tsx";
import { DatesPanel } from "../lists/dates-panel.tsx";
import { NoDates } from "../lists/no-dates.tsx";
import { asLocale } from "../session/preferences.ts";
import { Columns } from "../shell/columns.tsx";
import { OnScreen } from "../shell/on-screen.tsx";
import { Page } from "../shell/page.tsx";
import { PaidCount } from "./paid-count.tsx";

type Production = ToolOutput<"tours_get_production">;

export async function ProductionPage({
  production,
  history,
}: {
  production: Production;
  history: ReactNode;
}) {
  const [t, list, choices, locale] = await Promise.all([
    getTranslations("production"),
    getTranslations("productions"),
    getTranslations("choices"),
    getLocale(),
  ]);
  const say = createSay(asLocale(locale));
  const { id, title } = production;
  const newDate = (
    <ToolButton
      permission="tours:write"
      look="ink"
      icon={<Plus aria-hidden className="size-4" />}
      open="performance"
      form={{
        tool: "tours_create_performance",
        title: t("newDate"),
        preset: { production: id, artist: production.artistId },
      }}
    >
      {t("newDate")}
    </ToolButton>
  );
  return (
    <Page
      title={title}
      subtitle={
        <Link href={`/artists/${production.artistId}`} className="hover:text-ink hover:underline">
          {production.artist}
        </Link>
      }
      back={{ href: "/productions", label: list("title") }}
      actions={
        <>
          <ToolButton
            permission="tours:write"
            icon={<Pencil aria-hidden className="size-4" />}
            form={{
              tool: "tours_update_production",
              title: t("editTitle", { name: title }),
              preset: { production: id },
              initial: {
                title,
                kind: production.kind,
                duration_minutes: production.durationMinutes ?? undefined,
                first_performed_on: production.firstPerformedOn ?? undefined,
                paid_performances_before: production.paidBefore,
                description: production.description ?? undefined,
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
      <OnScreen kind="production" id={id} label={title} />
      <Columns
        aside={
          <>
            <PaidCount
              paid={production.paid}
              planned={production.planned}
              before={production.paidBefore}
              until={production.reducedVatUntil}
            />
            <Panel title={t("about")} level={2}>
              <Facts
                facts={[
                  { label: t("kind"), value: choices(`production_kind.${production.kind}`) },
                  {
                    label: t("duration"),
                    value:
                      production.durationMinutes !== null &&
                      t("minutes", { count: production.durationMinutes }),
                  },
                  {
                    label: t("first"),
                    value: production.firstPerformedOn && say.day(production.firstPerformedOn),
                  },
                  { label: t("description"), value: production.description },
                ]}
              />
            </Panel>
            <PapersPanel papers={production.documents} />
            {history}
          </>
        }
      >
        {production.next.length > 0 ? (
          <DatesPanel title={t("next")} dates={production.next} total={production.nextTotal} />
        ) : (
          <NoDates title={t("noDate")} help={t("noDateHelp")} action={newDate} />
        )}
        {production.tours.length > 0 && (
          <Panel title={t("tours")} level={2} flush>
            <Lines>
              {production.tours.map((tour) => (
                <li key={tour.id}>
                  <LineLink href={`/tours/${tour.id}`} title={tour.name} />
                </li>
              ))}
            </Lines>
          </Panel>
        )}
        {production.past.length > 0 && (
          <DatesPanel title={t("past")} dates={production.past} total={production.pastTotal} />
        )}
      </Columns>
    </Page>
  );
}
