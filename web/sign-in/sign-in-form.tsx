"use client";

import { MailCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { useState } from "react";
import { Button } from "../components/button.tsx";
import { PasswordField, TextField } from "../components/field.tsx";
import { Notice } from "../components/notice.tsx";
import { postAccount } from "../session/post-account.ts";
import { FormFoot, FormHead } from "./form-parts.tsx";
import { SocialButtons, type Provider } from "./social-buttons.tsx";
import { useAccountForm, useAccountMessage } from "./use-account-form.ts";

/** E-mail and password, or a link by mail. `next` is where to go afterwards. */
export function SignInForm({
  next,
  refusal,
  providers,
  localMail,
  email,
}: {
  next: string;
  /** A code that a link came back with. */
  refusal: string | null;
  providers: Provider[];
  localMail: boolean;
  email: string;
}) {
  const t = useTranslations("signIn");
  const say = useAccountMessage();
  const [address, setAddress] = useState(email);
  const [sentTo, setSentTo] = useState<string | null>(null);
  const [byLink, setByLink] = useState(false);

  const form = useAccountForm(
    (values) =>
      byLink
        ? postAccount("/sign-in/magic-link", {
            email: values["email"],
            callbackURL: next,
            errorCallbackURL: "/sign-in",
          })
        : postAccount("/sign-in/email", { email: values["email"], password: values["password"] }),
    (value, values) => {
      if (byLink) setSentTo(values["email"] ?? "");
      else if (value["twoFactorRedirect"]) {
        window.location.assign(`/sign-in/code?${new URLSearchParams({ next })}`);
      } else window.location.assign(next);
    },
  );

  if (sentTo !== null) {
    return (
      <output className="block">
        <MailCheck aria-hidden className="mb-4 size-8 text-signal" />
        <FormHead title={t("linkSentTitle")}>{t("linkSent", { email: sentTo })}</FormHead>
        {localMail && (
          <Link
            href="/mailbox"
            className="font-medium underline decoration-edge underline-offset-4 hover:decoration-ink"
          >
            {t("openMailbox")}
          </Link>
        )}
        <FormFoot>
          <button
            type="button"
            className="underline underline-offset-4"
            onClick={() => setSentTo(null)}
          >
            {t("back")}
          </button>
        </FormFoot>
      </output>
    );
  }
  return (
    <>
      <FormHead title={t("title")}>{byLink ? t("introLink") : t("intro")}</FormHead>
      <form method="post" className="flex flex-col gap-4" onSubmit={form.onSubmit}>
        {(form.error ?? refusal) && (
          <Notice tone="error">{form.error ?? say(refusal ?? undefined)}</Notice>
        )}
        <TextField
          label={t("email")}
          name="email"
          type="email"
          autoComplete="username"
          inputMode="email"
          required
          value={address}
          onValueChange={setAddress}
        />
        {!byLink && (
          <PasswordField
            label={t("password")}
            name="password"
            autoComplete="current-password"
            required
            aside={
              <Link
                href="/forgot-password"
                className="text-soft underline-offset-4 hover:text-ink hover:underline"
              >
                {t("forgot")}
              </Link>
            }
          />
        )}
        <Button type="submit" look="signal" size="lg" wide busy={form.busy}>
          {byLink ? t("sendLink") : t("submit")}
        </Button>
        <Button
          look="quiet"
          wide
          onClick={() => {
            setByLink(!byLink);
            form.setError(null);
          }}
        >
          {byLink ? t("withPassword") : t("withLink")}
        </Button>
      </form>
      <SocialButtons providers={providers} next={next} />
      <FormFoot>
        {t("noAccount")} <Link href="/sign-up">{t("create")}</Link>
      </FormFoot>
    </>
  );
}
