"use client";

import { useTranslations } from "next-intl";
import Link from "next/link";
import { useState } from "react";
import { Button } from "../components/button.tsx";
import { TextField } from "../components/field.tsx";
import { Notice } from "../components/notice.tsx";
import { postAccount } from "../session/post-account.ts";
import { FormFoot, FormHead } from "./form-parts.tsx";
import { useAccountForm } from "./use-account-form.ts";

/** The second factor: six figures of the application, or a backup code. */
export function CodeForm({ next }: { next: string }) {
  const t = useTranslations("signIn");
  const [backup, setBackup] = useState(false);
  const form = useAccountForm(
    (values) =>
      postAccount(backup ? "/two-factor/verify-backup-code" : "/two-factor/verify-totp", {
        code: (values["code"] ?? "").replaceAll(/\s/g, ""),
        trustDevice: values["trust"] === "on",
      }),
    () => window.location.assign(next),
  );
  return (
    <>
      <FormHead title={t("codeTitle")}>{backup ? t("backupIntro") : t("codeIntro")}</FormHead>
      <form method="post" className="flex flex-col gap-4" onSubmit={form.onSubmit}>
        {form.error && <Notice tone="error">{form.error}</Notice>}
        <TextField
          key={String(backup)}
          label={backup ? t("backupCode") : t("code")}
          name="code"
          required
          // The page asks for one thing.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          autoComplete="one-time-code"
          {...(backup
            ? {}
            : { inputMode: "numeric" as const, pattern: "[0-9 ]{6,7}", maxLength: 7 })}
        />
        <label className="flex items-center gap-2.5 text-sm">
          <input type="checkbox" name="trust" className="size-4 accent-signal" />
          {t("trust")}
        </label>
        <Button type="submit" look="signal" size="lg" wide busy={form.busy}>
          {t("verifyCode")}
        </Button>
        <Button look="quiet" wide onClick={() => setBackup(!backup)}>
          {backup ? t("withCode") : t("withBackup")}
        </Button>
      </form>
      <FormFoot>
        <Link href="/sign-in">{t("backToSignIn")}</Link>
      </FormFoot>
    </>
  );
}
