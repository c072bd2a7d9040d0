import { Pencil } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { createSay } from "#tools/core/text.ts";
import { Panel } from "../../../components/panel.tsx";
import { Table } from "../../../components/table.tsx";
import { ToolButton } from "../../../forms/tool-button.tsx";
import { OrganizationTabs } from "../../../organization/organization-tabs.tsx";
import { readTool, readToolIfAllowed, requireSession } from "../../../session/read-tool.ts";
import { Row } from "../../../settings/row.tsx";
import { Page } from "../../../shell/page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("organization"))("title") };
}

export default async function Organization() {
  const say = createSay((await requireSession()).locale);
  const [t, fields, facts, usage] = await Promise.all([
    getTranslations("organization"),
    getTranslations("fields"),
    readTool("organization_get_organization", {}),
    readToolIfAllowed("organization_get_usage", {}),
  ]);
  const initial = Object.fromEntries(
    Object.entries({
      name: facts.name,
      legal_name: facts.legalName,
      siret: facts.siret,
      vat_number: facts.vatNumber,
      licences: facts.licences,
      address: facts.address,
      postal_code: facts.postalCode,
      city: facts.city,
      email: facts.email,
      phone: facts.phone,
      website: facts.website,
      currency: facts.currency,
    }).filter(([, value]) => value !== null),
  );
  const address = [facts.address, [facts.postalCode, facts.city].filter(Boolean).join(" ")]
    .filter(Boolean)
    .join(", ");
  const rows: [string, string | null][] = [
    [fields("legal_name"), facts.legalName],
    [fields("siret"), facts.siret],
    [fields("vat_number"), facts.vatNumber],
    [fields("licences"), facts.licences.join(", ")],
    [fields("address"), address],
    [fields("email"), facts.email],
    [fields("phone"), facts.phone],
    [fields("website"), facts.website],
    [fields("currency"), facts.currency],
    [t("timeZone"), facts.timeZone],
  ];
  return (
    <Page title={facts.name}>
      <OrganizationTabs />
      <Panel
        title={t("facts")}
        subtitle={t("factsHelp")}
        level={2}
        aside={
          <ToolButton
            permission="organization:manage"
            icon={<Pencil aria-hidden className="size-3.5" />}
            size="sm"
            form={{
              tool: "organization_update_organization",
              title: t("edit"),
              initial: initial,
              changesOnly: true,
            }}
          >
            {t("edit")}
          </ToolButton>
        }
      >
        {rows.map(([label, value]) => (
          <Row key={label} label={label}>
            {value || <span className="text-faint">{t("unknown")}</span>}
          </Row>
        ))}
      </Panel>
      <Panel
        title={t("fee")}
        subtitle={t(facts.feePayer === "buyer" ? "feeBuyer" : "feeOrganizer", {
          fee: say.money(facts.feeExampleCents, facts.currency),
          price: say.money(2_000, facts.currency),
        })}
        level={2}
        aside={
          <ToolButton
            permission="organization:manage"
            size="sm"
            form={{
              tool: "ticketing_set_fee_payer",
              title: t("setFee"),
              initial: { payer: facts.feePayer },
            }}
          >
            {t("setFee")}
          </ToolButton>
        }
      />
      {usage && (
        <Panel
          title={t("usage")}
          subtitle={t("usageOf", {
            cost: say.money(Math.round(usage.costCents), usage.currency),
            budget:
              usage.budgetCents === null
                ? t("noBudget")
                : t("budget", { amount: say.money(usage.budgetCents, usage.currency) }),
          })}
          level={2}
          flush
          aside={
            <ToolButton
              permission="organization:manage"
              size="sm"
              form={{
                tool: "organization_set_budget",
                title: t("setBudget"),
                initial: usage.budgetCents === null ? {} : { amount: usage.budgetCents },
              }}
            >
              {t("setBudget")}
            </ToolButton>
          }
        >
          <div className="border-t border-line">
            <Table
              label={t("usage")}
              columns={[
                { key: "name", label: fields("member"), type: "text" },
                { key: "runs", label: t("runs"), type: "number" },
                { key: "toolCalls", label: t("calls"), type: "number" },
                { key: "tokens", label: t("tokens"), type: "number" },
                { key: "cost", label: fields("cost"), type: "money" },
              ]}
              rows={usage.members.map((member) => ({
                name: member.name,
                runs: member.runs,
                toolCalls: member.toolCalls,
                tokens: member.inputTokens + member.outputTokens,
                cost: Math.round(member.costCents),
              }))}
              currency={usage.currency}
            />
          </div>
        </Panel>
      )}
    </Page>
  );
}
