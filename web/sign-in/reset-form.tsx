"use client";

import { useTranslations } from "next-intl";
import Link from "next/link";
import { useState } from "react";
import { Button } from "../components/button.tsx";
import { PasswordField } from "../components/field.tsx";
import { Notice } from "../components/notice.tsx";
import { postAccount } from "../session/post-account.ts";
import { FormFoot, FormHead } from "./form-parts.tsx";
import { useAccountForm, useAccountMessage } from "./use-account-form.ts";

export function ResetForm({ token, refusal }: { token: string | null; refusal: string | null }) {
  const t = useTranslations("signIn");
  const say = useAccountMessage();
  const [done, setDone] = useState(false);
  const form = useAccountForm(
    (values) => postAccount("/reset-password", { newPassword: values["password"], token }),
    () => setDone(true),
  );
  if (done) {
    return (
      <output className="block">
        <FormHead title={t("resetDoneTitle")}>{t("resetDone")}</FormHead>
        <FormFoot>
          <Link href="/sign-in">{t("submit")}</Link>
        </FormFoot>
      </output>
    );
  }
  return (
    <>
      <FormHead title={t("resetTitle")} />
      {token === null ? (
        <Notice tone="error">{say(refusal ?? "INVALID_TOKEN")}</Notice>
      ) : (
        <form method="post" className="flex flex-col gap-4" onSubmit={form.onSubmit}>
          {form.error && <Notice tone="error">{form.error}</Notice>}
          <PasswordField
            label={t("newPassword")}
            name="password"
            autoComplete="new-password"
            required
            minLength={10}
            maxLength={128}
            hint={t("passwordHint")}
          />
          <Button type="submit" look="signal" size="lg" wide busy={form.busy}>
            {t("reset")}
          </Button>
        </form>
      )}
      <FormFoot>
        <Link href="/forgot-password">{t("askAgain")}</Link>
      </FormFoot>
    </>
  );
}
