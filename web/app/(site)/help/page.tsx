import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { RoleTable } from "../../../site/help/role-table.tsx";
import { Shortcuts } from "../../../site/help/shortcuts.tsx";
import { ToolList } from "../../../site/help/tool-list.tsx";
import { type Chapter, Paper } from "../../../site/paper.tsx";
import { SiteFrame } from "../../../site/site-frame.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("site.help");
  return { title: t("title"), description: t("lead"), alternates: { canonical: "/help" } };
}

const paragraphs = {
  chat: ["p1", "p2", "p3", "p4", "p5"],
  dates: ["p1", "p2", "p3", "p4"],
  ticketing: ["p1", "p2", "p3", "p4"],
  door: ["p1", "p2", "p3", "p4"],
} as const;

export default async function Help() {
  const t = await getTranslations("site.help");
  const chapter = (id: string, body: ReactNode): Chapter => ({ id, title: t(`${id}.title`), body });
  const read = (id: keyof typeof paragraphs) =>
    paragraphs[id].map((key) => <p key={key}>{t(`${id}.${key}`)}</p>);
  return (
    <SiteFrame>
      <Paper
        title={t("title")}
        lead={t("lead")}
        contents={t("contents")}
        chapters={[
          chapter(
            "start",
            <ol className="flex list-decimal flex-col gap-3 pl-5 marker:text-faint">
              {(["s1", "s2", "s3", "s4"] as const).map((key) => (
                <li key={key}>{t(`start.${key}`)}</li>
              ))}
            </ol>,
          ),
          chapter(
            "chat",
            <>
              {read("chat")}
              <h3 className="mt-2 font-display text-lg font-semibold tracking-tight">
                {t("chat.canTitle")}
              </h3>
              <ToolList />
            </>,
          ),
          chapter("dates", read("dates")),
          chapter("ticketing", read("ticketing")),
          chapter("door", read("door")),
          chapter(
            "roles",
            <>
              <p>{t("roles.lead")}</p>
              <RoleTable />
            </>,
          ),
          chapter("keys", <Shortcuts />),
          chapter("mcp", <Connect />),
        ]}
      />
    </SiteFrame>
  );
}

/** What a client of MCP and a terminal are told. */
async function Connect() {
  const t = await getTranslations("site.help.mcp");
  const folder = t("folder");
  const server = { command: "npm", args: ["--prefix", folder, "run", "-s", "mcp"] };
  return (
    <>
      <p>{t("p1")}</p>
      <Code>{JSON.stringify({ mcpServers: { koncert: server } }, null, 2)}</Code>
      <p>{t("p2")}</p>
      <p>{t("p3")}</p>
      <Code>{`npm run ask -- "${t("ask")}"`}</Code>
    </>
  );
}

function Code({ children }: { children: string }) {
  return (
    <pre
      // What scrolls is reached by keyboard.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className="relative overflow-x-auto rounded-md border border-line bg-sunken px-4 py-3 font-mono text-sm"
    >
      {children}
    </pre>
  );
}
