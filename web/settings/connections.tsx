"use client";

import { AppWindow, KeyRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useState } from "react";
import { z } from "zod";
import { Button } from "../components/button.tsx";
import { TextField } from "../components/field.tsx";
import { Notice } from "../components/notice.tsx";
import { Panel } from "../components/panel.tsx";
import { Skeleton } from "../components/skeleton.tsx";
import { toast } from "../components/toast.tsx";
import { useSay } from "../components/use-say.ts";
import { useRights } from "../sign-in/use-rights.ts";

const connection = z.object({
  id: z.string(),
  kind: z.enum(["application", "key"]),
  name: z.string(),
  organization: z.string(),
  scopes: z.array(z.string()).nullable(),
  start: z.string().nullable(),
  createdAt: z.string(),
  lastUsedAt: z.string().nullable(),
});
type Connection = z.infer<typeof connection>;

const ask = (method: "POST" | "DELETE", body: object) =>
  fetch("/api/connections", {
    method,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });

/** The applications and keys that act for this person, each to be taken back. */
export function Connections() {
  const t = useTranslations("settings.connections");
  const [asked, setAsked] = useState(0);
  const [all, setAll] = useState<Connection[] | "lost" | null>(null);
  const [made, setMade] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    let gone = false;
    fetch("/api/connections")
      .then(async (response) => z.array(connection).parse(await response.json()))
      .then(
        (found) => !gone && setAll(found),
        () => !gone && setAll("lost"),
      );
    return () => {
      gone = true;
    };
  }, [asked]);

  const end = async (id: string) => {
    const response = await ask("DELETE", { id }).catch(() => null);
    toast(t(response?.ok ? "ended" : "failed"), { failed: !response?.ok });
    setAsked((before) => before + 1);
  };
  const make = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    setBusy(true);
    const response = await ask("POST", { name: new FormData(form).get("name") }).catch(() => null);
    setBusy(false);
    if (!response?.ok) return toast(t("failed"), { failed: true });
    setMade(z.object({ key: z.string() }).parse(await response.json()).key);
    form.reset();
    setAsked((before) => before + 1);
  };

  return (
    <Panel title={t("title")} subtitle={t("help")} level={2} flush>
      {all === "lost" && (
        <div className="p-4 pt-0">
          <Notice tone="error">{t("failed")}</Notice>
        </div>
      )}
      <ul className="divide-y divide-line border-t border-line">
        {Array.isArray(all) &&
          all.map((one) => <Line key={one.id} connection={one} end={() => void end(one.id)} />)}
        {all === null && (
          <li className="p-4">
            <Skeleton className="h-9 w-full" />
          </li>
        )}
        {Array.isArray(all) && all.length === 0 && (
          <li className="px-4 py-3 text-sm text-soft">{t("none")}</li>
        )}
      </ul>
      <form
        onSubmit={(event) => void make(event)}
        className="flex flex-col gap-3 border-t border-line p-4"
      >
        {made && (
          <Notice title={t("made")}>
            <code className="mt-1 block break-all font-mono text-xs text-ink">{made}</code>
          </Notice>
        )}
        <TextField
          name="name"
          required
          maxLength={100}
          autoComplete="off"
          label={t("keyName")}
          hint={t("keyHint")}
        />
        <Button type="submit" size="sm" busy={busy} className="self-start">
          {t("make")}
        </Button>
      </form>
    </Panel>
  );
}

function Line({ connection: one, end }: { connection: Connection; end(): void }) {
  const t = useTranslations("settings.connections");
  const say = useSay();
  const rightOf = useRights();
  const Icon = one.kind === "key" ? KeyRound : AppWindow;
  const rights = (one.scopes ?? []).filter((scope) => scope !== "offline_access").map(rightOf);
  const used = one.lastUsedAt
    ? t("used", { day: say.day(one.lastUsedAt.slice(0, 10)) })
    : t("unused");
  return (
    <li className="flex items-start gap-3 px-4 py-3">
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-faint" />
      <span className="min-w-0 flex-1 text-sm">
        <span className="block break-words font-medium">
          {one.name}
          {one.start && <span className="font-normal text-faint"> · {one.start}…</span>}
        </span>
        <span className="block text-soft">{[one.organization, used].join(" · ")}</span>
        <span className="block text-soft">
          {one.scopes === null ? t("allRights") : rights.join(", ")}
        </span>
      </span>
      <Button size="sm" look="quiet" onClick={end}>
        {t("end")}
      </Button>
    </li>
  );
}
