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

export function ForgotForm({ localMail }: { localMail: boolean }) {
  const t = useTranslations("signIn");
  const [sentTo, setSentTo] = useState<string | null>(null);
  const form = useAccountForm(
    (values) =>
      postAccount("/request-password-reset", {
        email: values["email"],
        redirectTo: "/reset-password",
      }),
    (_, values) => setSentTo(values["email"] ?? ""),
  );
  return (
    <>
      <FormHead title={sentTo === null ? t("forgotTitle") : t("linkSentTitle")}>
        {sentTo === null ? t("forgotIntro") : t("resetSent", { email: sentTo })}
      </FormHead>
      {sentTo === null ? (
        <form method="post" className="flex flex-col gap-4" onSubmit={form.onSubmit}>
          {form.error && <Notice tone="error">{form.error}</Notice>}
          <TextField
            label={t("email")}
            name="email"
            type="email"
            autoComplete="username"
            required
          />
          <Button type="submit" look="signal" size="lg" wide busy={form.busy}>
            {t("sendReset")}
          </Button>
        </form>
      ) : (
        localMail && (
          <Link
            href="/mailbox"
            className="font-medium underline decoration-edge underline-offset-4"
          >
            {t("openMailbox")}
          </Link>
        )
      )}
      <FormFoot>
        <Link href="/sign-in">{t("backToSignIn")}</Link>
      </FormFoot>
    </>
  );
}
