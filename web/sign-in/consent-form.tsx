"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../components/button.tsx";
import { Notice } from "../components/notice.tsx";
import { Select } from "../components/select.tsx";
import { FormFoot, FormHead } from "./form-parts.tsx";
import { signOut } from "../session/sign-out.ts";
import { useRights } from "./use-rights.ts";

const stays = "offline_access";

/** What an application asks, right by right, and in which organization: the person leaves what they want. */
export function ConsentForm({
  application,
  returnsTo,
  email,
  scopes,
  organizations,
}: {
  application: string;
  returnsTo: string;
  email: string;
  scopes: string[];
  organizations: { value: string; label: string }[];
}) {
  const t = useTranslations("signIn.consent");
  const rightOf = useRights();
  const [organization, setOrganization] = useState(organizations[0]?.value ?? "");
  const [granted, setGranted] = useState(new Set(scopes));
  const [busy, setBusy] = useState<"accept" | "refuse" | null>(null);
  const [failed, setFailed] = useState(false);
  const rights = scopes.filter((scope) => scope !== stays);

  const answer = async (accept: boolean) => {
    setBusy(accept ? "accept" : "refuse");
    setFailed(false);
    try {
      const response = await fetch("/api/authorize", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({
          query: window.location.search.slice(1),
          accept,
          organization,
          scopes: scopes.filter((scope) => granted.has(scope)),
        }),
      });
      if (response.ok) {
        window.location.assign(((await response.json()) as { url: string }).url);
        return;
      }
    } catch {
      // Told below, like an answer that came too late.
    }
    setFailed(true);
    setBusy(null);
  };

  const toggle = (scope: string) =>
    setGranted((before) => {
      const next = new Set(before);
      if (!next.delete(scope)) next.add(scope);
      return next;
    });

  return (
    <>
      <FormHead title={t("asks", { application })}>{t("intro", { email, returnsTo })}</FormHead>
      <div className="flex flex-col gap-5">
        {failed && <Notice tone="error">{t("expired")}</Notice>}
        {organizations.length > 1 ? (
          <label className="flex flex-col gap-1.5 text-sm font-medium" htmlFor="organization">
            {t("organization")}
            <Select
              id="organization"
              label={t("organization")}
              small={false}
              value={organization}
              onChange={setOrganization}
              options={organizations}
            />
          </label>
        ) : (
          <p className="text-sm text-soft">{t("only", { name: organizations[0]?.label ?? "" })}</p>
        )}
        <fieldset className="flex flex-col">
          <legend className="mb-1 text-sm font-medium">{t("rights")}</legend>
          {rights.map((scope) => (
            <label
              key={scope}
              className="flex min-h-11 items-center gap-3 border-b border-line text-sm last:border-b-0"
            >
              <input
                type="checkbox"
                className="size-4 accent-ink"
                checked={granted.has(scope)}
                onChange={() => toggle(scope)}
              />
              {rightOf(scope)}
            </label>
          ))}
        </fieldset>
        <p className="text-sm text-soft">{t(scopes.includes(stays) ? "stays" : "hour")}</p>
        <div className="flex flex-col gap-2">
          <Button
            look="signal"
            size="lg"
            wide
            busy={busy === "accept"}
            disabled={busy !== null || !rights.some((scope) => granted.has(scope))}
            onClick={() => void answer(true)}
          >
            {t("accept")}
          </Button>
          <Button
            look="quiet"
            size="lg"
            wide
            busy={busy === "refuse"}
            disabled={busy !== null}
            onClick={() => void answer(false)}
          >
            {t("refuse")}
          </Button>
        </div>
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
