"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../components/button.tsx";
import { Notice } from "../components/notice.tsx";
import { signOut } from "../session/sign-out.ts";
import { FormFoot, FormHead } from "./form-parts.tsx";
import { useAccountMessage } from "./use-account-form.ts";

/** Somebody who is signed in accepts an invitation. */
export function JoinForm({
  token,
  organization,
  role,
  email,
}: {
  token: string;
  organization: string;
  role: string;
  email: string;
}) {
  const t = useTranslations("signIn");
  const say = useAccountMessage();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const join = async () => {
    setBusy(true);
    setError(null);
    try {
      const response = await fetch("/api/invitation", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ token }),
      });
      if (response.ok) {
        window.location.assign("/");
        return;
      }
      setError(say(((await response.json()) as { code?: string }).code));
    } catch {
      setError(say("UNREACHABLE"));
    }
    setBusy(false);
  };
  return (
    <>
      <FormHead title={t("joinTitle", { organization })}>{t("joinAs", { role, email })}</FormHead>
      <div className="flex flex-col gap-4">
        {error && <Notice tone="error">{error}</Notice>}
        <Button look="signal" size="lg" wide busy={busy} onClick={() => void join()}>
          {t("accept")}
        </Button>
      </div>
      <FormFoot>
        <button
          type="button"
          className="underline underline-offset-4"
          onClick={() => void signOut()}
        >
          {t("otherAccount")}
        </button>
      </FormFoot>
    </>
  );
}
