"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "../components/button.tsx";
import { TextField } from "../components/field.tsx";
import { Notice } from "../components/notice.tsx";

/** Connects a workspace by its bot's token: it leaves the page once and never comes back. */
export function TokenForm() {
  const t = useTranslations("organization.slack.token");
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const connect = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const token = new FormData(event.currentTarget).get("token");
    setBusy(true);
    setFailed(false);
    try {
      const response = await fetch("/api/slack/token", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ token }),
      });
      if (response.ok) {
        const { came } = (await response.json()) as { came: string };
        window.location.assign(`/integrations?slack=${encodeURIComponent(came)}#slack`);
        return;
      }
    } catch {
      // Told below, like any other answer that is none.
    }
    setFailed(true);
    setBusy(false);
  };
  return (
    <form onSubmit={(event) => void connect(event)} className="flex flex-col items-start gap-3">
      {failed && <Notice tone="error">{t("failed")}</Notice>}
      <TextField
        name="token"
        type="password"
        autoComplete="off"
        required
        label={t("label")}
        hint={t("hint")}
      />
      <Button type="submit" look="outline" size="sm" busy={busy}>
        {t("submit")}
      </Button>
    </form>
  );
}
