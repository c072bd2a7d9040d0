import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { callTool } from "#tools/call-tool.ts";
import { Notice } from "../../../components/notice.tsx";
import { Panel } from "../../../components/panel.tsx";
import { contextOf } from "../../../session/context-of.ts";
import type { PageInput } from "../../../session/page-input.ts";
import { requireSession } from "../../../session/read-tool.ts";
import { Words } from "../../../session/words.tsx";
import { Page } from "../../../shell/page.tsx";
import { LinkForm } from "../../../slack/link-form.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("organization.slack.link");
  return { title: t("title"), referrer: "no-referrer" };
}

/** Where the link of a Slack message leads: it shows whose account would be tied, and asks. */
export default async function LinkSlack({ searchParams }: PageInput) {
  const [t, session, { link }] = await Promise.all([
    getTranslations("organization.slack.link"),
    requireSession(),
    searchParams,
  ]);
  if (typeof link !== "string") {
    return (
      <Page title={t("title")}>
        <Notice>{t("missing")}</Notice>
      </Page>
    );
  }
  const outcome = await callTool(contextOf(session), "organization_get_slack_link", { link });
  if (!outcome.ok) {
    return (
      <Page title={t("title")}>
        <Notice tone="error">{t("gone")}</Notice>
      </Page>
    );
  }
  const { workspace, slackName, slackEmail, email, sameEmail } = outcome.value;
  const facts = [
    { label: t("slack"), value: slackName },
    { label: t("workspace"), value: workspace },
    { label: t("mail"), value: slackEmail ?? t("none") },
    { label: t("you"), value: email },
  ];
  return (
    <Page title={t("title")}>
      <Panel title={t("help")} level={2} className="max-w-xl">
        <div className="flex flex-col gap-4">
          <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-[auto_1fr]">
            {facts.map(({ label, value }) => (
              <div key={label} className="contents">
                <dt className="text-soft">{label}</dt>
                <dd className="min-w-0 break-words font-medium">{value}</dd>
              </div>
            ))}
          </dl>
          {!sameEmail && <Notice tone="warning">{t("other")}</Notice>}
          <Words of={["organization"]}>
            <LinkForm link={link} />
          </Words>
        </div>
      </Panel>
    </Page>
  );
}
