import { CircleCheck, CircleDashed } from "lucide-react";
import { getLocale, getTranslations } from "next-intl/server";
import { readEnv } from "#integrations/env.ts";
import { slackManifest } from "#slack-bot/manifest.ts";
import { createSay } from "#tools/core/text.ts";
import { buttonLook } from "../components/button-look.ts";
import { Notice } from "../components/notice.tsx";
import { Panel } from "../components/panel.tsx";
import { RunButton } from "../forms/run-button.tsx";
import { currentDesk, readTool } from "../session/read-tool.ts";
import { asLocale } from "../session/preferences.ts";
import { Words } from "../session/words.tsx";
import { CopyManifest } from "./copy-manifest.tsx";
import { TokenForm } from "./token-form.tsx";

const answers = ["connected", "expired", "refused", "taken", "forbidden"] as const;

/** Slack on the integrations page: what is needed, the workspaces, who is linked, and the way out. */
export async function SlackPanel({ came }: { came: string | undefined }) {
  const [t, locale, { configured, signsIn, workspaces }, desk] = await Promise.all([
    getTranslations("organization.slack"),
    getLocale(),
    readTool("organization_list_slack", {}),
    currentDesk(),
  ]);
  const env = readEnv();
  const say = createSay(asLocale(locale));
  const mayManage = desk.permissions.has("organization:manage");
  const by = env.SLACK_APP_TOKEN ? "socket" : "http";
  const answer = answers.find((one) => one === came);
  const Mark = workspaces.length > 0 ? CircleCheck : CircleDashed;
  return (
    <Panel
      title="Slack"
      level={2}
      className="h-full"
      aside={
        <span className="inline-flex items-center gap-1.5 text-sm text-soft">
          <Mark
            aria-hidden
            className={`size-4 ${workspaces.length > 0 ? "text-confirmed" : "text-faint"}`}
          />
          {t(!configured ? "notSetUp" : workspaces.length > 0 ? "connectedMark" : "notConnected")}
        </span>
      }
    >
      <div id="slack" className="flex scroll-mt-20 flex-col gap-4">
        <p className="text-sm text-soft">{t("what")}</p>
        {answer && (
          <Notice tone={answer === "connected" ? "info" : "error"}>{t(`came.${answer}`)}</Notice>
        )}
        {!configured && mayManage && (
          <div className="flex flex-col gap-3 text-sm">
            <ol className="list-decimal space-y-1 pl-5 text-soft">
              <li>{t("steps.manifest")}</li>
              <li>{t("steps.keys")}</li>
              <li>{t("steps.restart")}</li>
            </ol>
            <Words of={["organization"]}>
              <CopyManifest
                choices={[
                  { by: "http", manifest: slackManifest(env.KONCERT_URL, "http") },
                  { by: "socket", manifest: slackManifest(env.KONCERT_URL, "socket") },
                ]}
              />
            </Words>
          </div>
        )}
        {workspaces.map(({ id, name, since, people }) => (
          <section key={id} className="flex flex-col gap-2 border-t border-line pt-3">
            <div className="flex flex-wrap items-center justify-between gap-2">
              <h3 className="font-medium">{name}</h3>
              <span className="text-sm text-faint">{t("since", { day: say.day(since) })}</span>
            </div>
            {people.length === 0 ? (
              <p className="text-sm text-soft">{t("nobody")}</p>
            ) : (
              <ul className="text-sm">
                {people.map((person) => (
                  <li key={person.id} className="flex flex-wrap items-center gap-x-2 py-1">
                    <span>{person.member}</span>
                    <span className="text-soft">@{person.slackName}</span>
                    {(person.mine || mayManage) && (
                      <span className="ml-auto">
                        <RunButton
                          permission="organization:read"
                          tool="organization_unlink_slack"
                          input={person.mine ? {} : { member: person.memberId }}
                          look="quiet"
                        >
                          {t("unlink")}
                        </RunButton>
                      </span>
                    )}
                  </li>
                ))}
              </ul>
            )}
            <div>
              <RunButton
                permission="organization:manage"
                tool="organization_disconnect_slack"
                input={{ workspace: id }}
                look="quiet"
              >
                {t("disconnect")}
              </RunButton>
            </div>
          </section>
        ))}
        {configured && mayManage && (
          <div className="flex flex-col items-start gap-3">
            {signsIn && by === "http" && (
              <a href="/api/slack/install" className={buttonLook("outline", "sm")}>
                {t(workspaces.length > 0 ? "addAnother" : "add")}
              </a>
            )}
            {by === "socket" && (
              <Words of={["organization"]}>
                <TokenForm />
              </Words>
            )}
          </div>
        )}
      </div>
    </Panel>
  );
}
