import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { createSay } from "#tools/core/text.ts";
import { Figure, Figures } from "../../../../components/figures.tsx";
import { EmptyState } from "../../../../components/empty-state.tsx";
import { Notice } from "../../../../components/notice.tsx";
import { Panel } from "../../../../components/panel.tsx";
import { DeclarationLacks } from "../../../../figures/declaration-lacks.tsx";
import { QuarterChoice } from "../../../../figures/quarter-choice.tsx";
import { SaveFile } from "../../../../figures/save-file.tsx";
import type { PageInput } from "../../../../session/page-input.ts";
import { readTool, requireSession } from "../../../../session/read-tool.ts";
import { Words } from "../../../../session/words.tsx";
import { Page } from "../../../../shell/page.tsx";

const asked = z
  .string()
  .regex(/^\d{4}-[1-4]$/)
  .transform((text) => ({ year: Number(text.slice(0, 4)), quarter: Number(text.slice(5)) }));

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("figures"))("declaration") };
}

export default async function Declaration({ searchParams }: PageInput) {
  const { quarter: given } = await searchParams;
  const chosen = asked.safeParse(given);
  const [t, session, declaration] = await Promise.all([
    getTranslations("figures"),
    requireSession(),
    readTool("ticketing_export_declaration", chosen.success ? chosen.data : {}),
  ]);
  const say = createSay(session.locale);
  const { year, quarter, lines, testTickets } = declaration;
  return (
    <Words of={["figures"]}>
      <Page
        back={{ href: "/ticketing", label: t("back") }}
        title={t("declaration")}
        subtitle={t("declarationHelp")}
        actions={
          <>
            <QuarterChoice year={year} quarter={quarter} />
            {lines > 0 && (
              <SaveFile name={declaration.fileName} text={declaration.csv} mime={declaration.mime}>
                {t("download")}
              </SaveFile>
            )}
          </>
        }
      >
        <Notice title={t("dueBefore", { day: say.day(declaration.dueBefore) })}>
          {t("legal", { source: declaration.source })}
        </Notice>
        {testTickets > 0 && (
          <Notice tone="warning">{t("testLeftOut", { count: testTickets })}</Notice>
        )}
        {lines === 0 ? (
          <Panel>
            <EmptyState title={t("nothingToDeclare")}>{t("nothingToDeclareHelp")}</EmptyState>
          </Panel>
        ) : (
          <>
            <Figures>
              <Figure label={t("performances")} value={say.number(declaration.performances)} />
              <Figure label={t("lines")} value={say.number(lines)} />
              <Figure label={t("tickets")} value={say.number(declaration.tickets)} />
              <Figure
                label={t("gross")}
                value={say.money(declaration.grossCents, declaration.currency)}
              />
            </Figures>
            <DeclarationLacks missing={declaration.missing} say={say} />
          </>
        )}
      </Page>
    </Words>
  );
}
