import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { connection } from "next/server";
import type { ReactNode } from "react";
import { readEnv } from "#integrations/env.ts";
import { Notice } from "../../../components/notice.tsx";
import { Operator, toComplete } from "../../../site/legal/operator.tsx";
import { Recipients } from "../../../site/legal/recipients.tsx";
import { Paper } from "../../../site/paper.tsx";
import { SiteFrame } from "../../../site/site-frame.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("site.legal");
  return { title: t("title"), description: t("lead"), alternates: { canonical: "/legal" } };
}

export default async function Legal() {
  await connection();
  const [t, help] = await Promise.all([
    getTranslations("site.legal"),
    getTranslations("site.help"),
  ]);
  const env = readEnv();
  return (
    <SiteFrame>
      <Paper
        title={t("title")}
        lead={t("lead")}
        contents={help("contents")}
        chapters={[
          {
            id: "notice",
            title: t("notice.title"),
            body: (
              <>
                {toComplete(env) && <Notice tone="warning">{t("missingHelp")}</Notice>}
                <Operator env={env} />
                <p>{t("notice.organizers")}</p>
              </>
            ),
          },
          { id: "terms", title: t("terms.title"), body: <Clauses of="terms" count={8} /> },
          {
            id: "privacy",
            title: t("privacy.title"),
            body: <Clauses of="privacy" count={7} after={{ 4: <Recipients env={env} /> }} />,
          },
        ]}
      />
    </SiteFrame>
  );
}

/** Numbered clauses; `after` says what follows one of them. */
async function Clauses({
  of,
  count,
  after = {},
}: {
  of: "terms" | "privacy";
  count: number;
  after?: Record<number, ReactNode>;
}) {
  const t = await getTranslations(`site.legal.${of}`);
  return Array.from({ length: count }, (_, index) => index + 1).map((n) => (
    <div key={n} className="flex flex-col gap-2">
      <h3 className="font-display text-lg font-semibold tracking-tight">{t(`h${n}`)}</h3>
      <p>{t(`p${n}`)}</p>
      {after[n]}
    </div>
  ));
}
