"use client";

import { useTranslations } from "next-intl";
import Link from "next/link";
import { useState } from "react";
import { Button } from "../components/button.tsx";
import { PasswordField, TextField } from "../components/field.tsx";
import { Notice } from "../components/notice.tsx";
import { postAccount } from "../session/post-account.ts";
import { FormFoot, FormHead } from "./form-parts.tsx";
import { useAccountForm } from "./use-account-form.ts";

export type Invited = { token: string; email: string; organizationName: string };

/** A new person, with an organization of their own or the one that invites them. */
export function SignUpForm({ invited }: { invited: Invited | null }) {
  const t = useTranslations("signIn");
  const [sentTo, setSentTo] = useState<string | null>(null);
  const form = useAccountForm(
    (values) =>
      postAccount("/sign-up/email", {
        name: values["name"],
        email: invited?.email ?? values["email"],
        password: values["password"],
        ...(invited ? { invitation: invited.token } : { organizationName: values["organization"] }),
        callbackURL: "/",
      }),
    (value, values) => {
      // Without a session the address is to be confirmed first.
      if (value["token"]) window.location.assign("/");
      else setSentTo(invited?.email ?? values["email"] ?? "");
    },
  );
  if (sentTo !== null) {
    return (
      <output className="block">
        <FormHead title={t("verifyTitle")}>{t("verify", { email: sentTo })}</FormHead>
      </output>
    );
  }
  return (
    <>
      <FormHead
        title={
          invited ? t("joinTitle", { organization: invited.organizationName }) : t("signUpTitle")
        }
      >
        {invited ? t("joinIntro") : t("signUpIntro")}
      </FormHead>
      <form method="post" className="flex flex-col gap-4" onSubmit={form.onSubmit}>
        {form.error && <Notice tone="error">{form.error}</Notice>}
        <TextField label={t("name")} name="name" autoComplete="name" required maxLength={200} />
        {!invited && (
          <TextField
            label={t("organization")}
            name="organization"
            autoComplete="organization"
            required
            maxLength={200}
            hint={t("organizationHint")}
          />
        )}
        <TextField
          label={t("email")}
          name="email"
          type="email"
          autoComplete="username"
          required
          {...(invited ? { value: invited.email, readOnly: true } : {})}
        />
        <PasswordField
          label={t("password")}
          name="password"
          autoComplete="new-password"
          required
          minLength={10}
          maxLength={128}
          hint={t("passwordHint")}
        />
        <Button type="submit" look="signal" size="lg" wide busy={form.busy}>
          {invited ? t("join") : t("signUp")}
        </Button>
      </form>
      <FormFoot>
        {t("haveAccount")}{" "}
        <Link
          href={
            invited
              ? `/sign-in?${new URLSearchParams({ next: `/invitation?token=${encodeURIComponent(invited.token)}`, email: invited.email })}`
              : "/sign-in"
          }
        >
          {t("submit")}
        </Link>
      </FormFoot>
    </>
  );
}
