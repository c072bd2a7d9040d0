import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { createSay } from "#tools/core/text.ts";
import { Figure, Figures } from "../../../../../components/figures.tsx";
import { DatePage } from "../../../../../figures/date-page.tsx";
import { StatementActions } from "../../../../../figures/statement-actions.tsx";
import { StatementState } from "../../../../../figures/statement-state.tsx";
import { StatementSums } from "../../../../../figures/statement-sums.tsx";
import { StatementTables } from "../../../../../figures/statement-tables.tsx";
import { VatProposal } from "../../../../../figures/vat-proposal.tsx";
import type { PageInput } from "../../../../../session/page-input.ts";
import { readTool, requireSession } from "../../../../../session/read-tool.ts";
import { Columns } from "../../../../../shell/columns.tsx";
import { RefreshOften } from "../../../../../shell/refresh-often.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("figures"))("statement") };
}

export default async function BoxOfficeStatement({ params }: PageInput<"id">) {
  const { id } = await params;
  const [t, session, box, statement, vat] = await Promise.all([
    getTranslations("figures"),
    requireSession(),
    readTool("ticketing_get_box_office", { performance: id }),
    readTool("ticketing_get_statement", { performance: id }),
    readTool("ticketing_propose_vat", { performances: [id] }),
  ]);
  const say = createSay(session.locale);
  const money = (cents: number) => say.money(cents, statement.currency);
  const { document } = statement;
  const mayEnd =
    statement.over && statement.status !== "cancelled" && statement.status !== "option";
  return (
    <DatePage
      box={box}
      actions={
        <StatementActions
          performance={statement.performanceId}
          settle={!mayEnd || document?.same ? null : document ? "again" : "first"}
        />
      }
    >
      <RefreshOften seconds={30} />
      <StatementState statement={statement} say={say} />
      <Figures>
        <Figure
          label={t("paid")}
          value={say.number(statement.sold)}
          note={t("paidNote", { count: statement.cancelledCount })}
        />
        <Figure label={t("free")} value={say.number(statement.free)} />
        <Figure label={t("gross")} value={money(statement.grossCents)} note={t("grossNote")} />
        <Figure
          label={t("net")}
          value={money(statement.netCents)}
          note={t("vatNote", { money: money(statement.vatCents) })}
        />
      </Figures>
      <StatementTables statement={statement} say={say} />
      <Columns aside={<VatProposal vat={vat} say={say} />}>
        <StatementSums statement={statement} say={say} />
      </Columns>
    </DatePage>
  );
}
