"use client";

import { useTranslations } from "next-intl";
import Link from "next/link";
import { useState } from "react";
import { Button } from "../components/button.tsx";
import { buttonLook } from "../components/button-look.ts";
import { Notice } from "../components/notice.tsx";
import { useTools } from "../forms/tool-runner.tsx";

/** The person says that the Slack account is theirs. */
export function LinkForm({ link }: { link: string }) {
  const t = useTranslations("organization.slack.link");
  const { run } = useTools();
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState(false);
  if (done) return <Notice>{t("done")}</Notice>;
  const confirm = async () => {
    setBusy(true);
    const outcome = await run("organization_link_slack", { link }, { quiet: true });
    setBusy(false);
    if (outcome?.ok) setDone(true);
  };
  return (
    <div className="flex flex-wrap gap-2">
      <Button look="signal" busy={busy} onClick={() => void confirm()}>
        {t("confirm")}
      </Button>
      <Link href="/dashboard" className={buttonLook("quiet", "md")}>
        {t("cancel")}
      </Link>
    </div>
  );
}
