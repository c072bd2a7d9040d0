"use client";

import { useTranslations } from "next-intl";
import { useRouter, useSearchParams } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import type { ToolOutput } from "#tools/call-tool.ts";
import { Button } from "../components/button.tsx";
import { Notice } from "../components/notice.tsx";
import { useSay } from "../components/use-say.ts";
import { useTools } from "../forms/tool-runner.tsx";
import { dayOf } from "../session/day-of.ts";
import { useMay } from "../shell/permissions.tsx";

type Account = ToolOutput<"organization_get_payment_account">;

/** The promoter's account at the payment provider: its state, what is missing, and the way there. */
export function PaymentAccount({ account, timeZone }: { account: Account; timeZone: string }) {
  const t = useTranslations("organization.payments");
  const say = useSay();
  const mayManage = useMay()("organization:manage");
  const { busy, failed, open, refresh } = useOnboarding();
  const { state, missing } = account;
  return (
    <div className="mt-3 flex flex-col gap-3">
      <p className="text-sm font-medium">{t(`states.${state}`)}</p>
      {missing.length > 0 && (
        <div className="text-sm">
          <p className="text-soft">
            {account.missingBy
              ? t("missingBy", { day: say.day(dayOf(account.missingBy, timeZone)) })
              : t("missing")}
          </p>
          <ul className="mt-1 list-disc pl-5">
            {missing.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </div>
      )}
      {state === "ready" && !account.payouts && (
        <p className="text-sm text-soft">{t("noPayouts")}</p>
      )}
      {account.test && <Notice tone="warning">{t("test")}</Notice>}
      {failed && <Notice tone="error">{t("failed")}</Notice>}
      {mayManage && state !== "closed" && (
        <div className="flex flex-wrap gap-2">
          <Button
            look={state === "ready" ? "outline" : "signal"}
            size="sm"
            busy={busy}
            onClick={open}
          >
            {t(state === "none" ? "connect" : missing.length > 0 ? "complete" : "manage")}
          </Button>
          {state !== "none" && (
            <Button look="quiet" size="sm" onClick={refresh}>
              {t("refresh")}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

/** To the provider's pages and back: coming back, what it says is read anew. */
function useOnboarding() {
  const { run } = useTools();
  const router = useRouter();
  const came = useSearchParams().get("payments");
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(came === "again");
  const read = useRef(false);
  const refresh = () => void run("organization_connect_payments", {});
  useEffect(() => {
    if (came !== "done" || read.current) return;
    read.current = true;
    void run("organization_connect_payments", {}).then(() => router.replace("/integrations"));
  }, [came, run, router]);
  const open = async () => {
    setBusy(true);
    setFailed(false);
    const answer = await fetch("/api/stripe/onboarding", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
    })
      .then((response) => response.json() as Promise<{ url?: string }>)
      .catch(() => ({ url: undefined }));
    if (answer.url) return window.location.assign(answer.url);
    setFailed(true);
    setBusy(false);
  };
  return { busy, failed, open: () => void open(), refresh };
}
