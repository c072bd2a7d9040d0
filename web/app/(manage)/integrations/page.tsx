import { CircleCheck, CircleDashed } from "lucide-react";
import type { Metadata } from "next";
import { getTimeZone, getTranslations } from "next-intl/server";
import { readEnv } from "#integrations/env.ts";
import { Panel } from "../../../components/panel.tsx";
import { RunButton } from "../../../forms/run-button.tsx";
import { PaymentAccount } from "../../../organization/payment-account.tsx";
import { OrganizationTabs } from "../../../organization/organization-tabs.tsx";
import type { PageInput } from "../../../session/page-input.ts";
import { readTool } from "../../../session/read-tool.ts";
import { Words } from "../../../session/words.tsx";
import { Page } from "../../../shell/page.tsx";
import { SlackPanel } from "../../../slack/slack-panel.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("organization"))("integrations") };
}

export default async function Integrations({ searchParams }: PageInput) {
  const { slack } = await searchParams;
  const [t, { integrations }, account, timeZone] = await Promise.all([
    getTranslations("organization"),
    readTool("organization_list_integrations", {}),
    readTool("organization_get_payment_account", {}),
    getTimeZone(),
  ]);
  const claude = readEnv().ANTHROPIC_API_KEY !== undefined;
  const lines = [
    { job: "assistant", provider: claude ? "claude" : "interpreter", local: !claude },
    ...integrations,
  ];
  return (
    <Page title={t("integrations")}>
      <OrganizationTabs />
      <p className="max-w-2xl text-soft">{t("integrationsHelp")}</p>
      <ul className="grid gap-4 md:grid-cols-2">
        {lines.map(({ job, provider, local }) => {
          const Mark = local ? CircleDashed : CircleCheck;
          return (
            <li key={job}>
              <Panel
                title={t(`jobs.${job}.title`)}
                level={2}
                className="h-full"
                aside={
                  <span className="inline-flex items-center gap-1.5 text-sm text-soft">
                    <Mark
                      aria-hidden
                      className={`size-4 ${local ? "text-faint" : "text-confirmed"}`}
                    />
                    {t(`providers.${provider}`)}
                  </span>
                }
              >
                <p className="text-sm text-soft">
                  {t(local ? `jobs.${job}.local` : `jobs.${job}.connected`)}
                </p>
                {local && <p className="mt-2 text-sm text-faint">{t(`jobs.${job}.how`)}</p>}
                {job === "payments" && account.state !== "not_needed" && (
                  <Words of={["organization"]}>
                    <PaymentAccount account={account} timeZone={timeZone} />
                  </Words>
                )}
                {job === "mail" && (
                  <div className="mt-3">
                    <RunButton
                      permission="organization:manage"
                      tool="organization_send_test_mail"
                      input={{}}
                    >
                      {t("testMail")}
                    </RunButton>
                  </div>
                )}
              </Panel>
            </li>
          );
        })}
        <li className="md:col-span-2">
          <SlackPanel came={typeof slack === "string" ? slack : undefined} />
        </li>
      </ul>
    </Page>
  );
}
