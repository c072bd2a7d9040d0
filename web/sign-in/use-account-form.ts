"use client";

import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { accountMessage } from "#accounts/messages.ts";
import { asLocale } from "../session/preferences.ts";
import type { AccountAnswer } from "../session/post-account.ts";

/** The sentence for a code of the accounts service, in the reader's language. */
export function useAccountMessage(): (code: string | undefined) => string {
  const t = useTranslations("signIn");
  const locale = asLocale(useLocale());
  return (code) => (code === "UNREACHABLE" ? t("unreachable") : accountMessage(code, locale));
}

/** A form that asks the accounts service one thing and stays busy while the browser leaves. */
export function useAccountForm(
  ask: (values: Record<string, string>) => Promise<AccountAnswer>,
  onDone: (value: Record<string, unknown>, values: Record<string, string>) => void,
) {
  const say = useAccountMessage();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  return {
    busy,
    error,
    setError,
    async onSubmit(event: FormEvent<HTMLFormElement>) {
      event.preventDefault();
      const values = Object.fromEntries(
        [...new FormData(event.currentTarget)].map(([name, value]) => [name, String(value)]),
      );
      setBusy(true);
      setError(null);
      const answer = await ask(values);
      if (answer.ok) {
        onDone(answer.value, values);
        // The next page takes over; a form that stays is free again.
        setTimeout(() => setBusy(false), 1_500);
        return;
      }
      setError(say(answer.code));
      setBusy(false);
    },
  };
}
