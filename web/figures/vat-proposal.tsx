import { getTranslations } from "next-intl/server";
import type { ToolOutput } from "#tools/call-tool.ts";
import type { Say } from "#tools/core/text.ts";
import { exactRate } from "#tools/ticketing/exact-words.ts";
import { Panel } from "../components/panel.tsx";
import { ToolButton } from "../forms/tool-button.tsx";

type Proposal = ToolOutput<"ticketing_propose_vat">;

/** The VAT rate that the rules propose for a date, with its source; a person decides. */
export async function VatProposal({ vat, say }: { vat: Proposal; say: Say }) {
  const t = await getTranslations("figures");
  const [date] = vat.dates;
  if (!date) return null;
  const { proposal, rank, production } = date;
  const others = date.ticketTypes.filter(({ vatRateBp }) => vatRateBp !== proposal?.rateBp);
  return (
    <Panel level={2} title={t("vatProposal")}>
      {proposal ? (
        <div className="flex flex-col gap-2 text-sm">
          <p className="figures font-display text-xl font-semibold tracking-tight">
            {t("proposedRate", { rate: exactRate(proposal.rateBp, say.locale) })}
          </p>
          <p>
            {rank === null
              ? t("noProduction")
              : t("rank", {
                  rank,
                  production: production ?? "",
                  until: vat.reducedVatUntil,
                })}
          </p>
          {date.ticketTypes.length > 0 && (
            <p>
              {others.length === 0
                ? t("agrees")
                : t("differs", {
                    types: say.list(
                      others.map(
                        (type) => `${type.name} (${exactRate(type.vatRateBp, say.locale)})`,
                      ),
                    ),
                  })}
            </p>
          )}
          <p className="text-faint">
            {t("ruleSource", { source: proposal.source, day: say.day(proposal.since) })}
          </p>
          {others.length > 0 && (
            <div className="flex flex-wrap gap-2">
              {others.map((type) => (
                <ToolButton
                  key={type.id}
                  permission="ticketing:write"
                  size="sm"
                  form={{
                    tool: "ticketing_update_ticket_type",
                    title: `${type.name} · ${t("rateVat")}`,
                    preset: { performance: date.performanceId, ticket_type: type.id },
                    only: ["vat"],
                    initial: { vat: proposal.rateBp },
                  }}
                >
                  {`${type.name}, ${exactRate(proposal.rateBp, say.locale)}`}
                </ToolButton>
              ))}
            </div>
          )}
        </div>
      ) : (
        <p className="text-sm text-soft">{t("abroad")}</p>
      )}
    </Panel>
  );
}
