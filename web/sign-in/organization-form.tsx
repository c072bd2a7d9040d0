"use client";

import { useTranslations } from "next-intl";
import { Button } from "../components/button.tsx";
import { TextField } from "../components/field.tsx";
import { Notice } from "../components/notice.tsx";
import type { AccountAnswer } from "../session/post-account.ts";
import { signOut } from "../session/sign-out.ts";
import { FormFoot, FormHead } from "./form-parts.tsx";
import { useAccountForm } from "./use-account-form.ts";

async function create(name: string | undefined): Promise<AccountAnswer> {
  try {
    const response = await fetch("/api/organizations", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ name }),
    });
    const value = (await response.json()) as Record<string, unknown>;
    if (response.ok) return { ok: true, value };
    return { ok: false, code: typeof value["code"] === "string" ? value["code"] : undefined };
  } catch {
    return { ok: false, code: "UNREACHABLE" };
  }
}

/** Somebody who signed in without an organization names theirs. */
export function OrganizationForm() {
  const t = useTranslations("signIn");
  const form = useAccountForm(
    (values) => create(values["organization"]),
    () => window.location.assign("/"),
  );
  return (
    <>
      <FormHead title={t("organizationTitle")}>{t("organizationIntro")}</FormHead>
      <form method="post" className="flex flex-col gap-4" onSubmit={form.onSubmit}>
        {form.error && <Notice tone="error">{form.error}</Notice>}
        <TextField
          label={t("organization")}
          name="organization"
          autoComplete="organization"
          required
          maxLength={200}
          hint={t("organizationHint")}
        />
        <Button type="submit" look="signal" size="lg" wide busy={form.busy}>
          {t("createOrganization")}
        </Button>
      </form>
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
