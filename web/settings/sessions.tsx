"use client";

import { Monitor, Smartphone } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { z } from "zod";
import { Button } from "../components/button.tsx";
import { Notice } from "../components/notice.tsx";
import { Panel } from "../components/panel.tsx";
import { Skeleton } from "../components/skeleton.tsx";
import { toast } from "../components/toast.tsx";
import { useSay } from "../components/use-say.ts";
import { postAccount } from "../session/post-account.ts";
import { deviceOf } from "./device.ts";

const session = z.object({
  id: z.string(),
  token: z.string(),
  updatedAt: z.string(),
  ipAddress: z.string().nullish(),
  userAgent: z.string().nullish(),
});
type Session = z.infer<typeof session>;

/** Every device on which this person is signed in, each to be signed out. */
export function Sessions() {
  const t = useTranslations("settings");
  const say = useSay();
  const [asked, setAsked] = useState(0);
  const [sessions, setSessions] = useState<Session[] | "lost" | null>(null);
  const [own, setOwn] = useState<string | null>(null);
  useEffect(() => {
    let gone = false;
    readSessions().then(
      ({ all, current }) => {
        if (gone) return;
        setSessions(all);
        setOwn(current);
      },
      () => !gone && setSessions("lost"),
    );
    return () => {
      gone = true;
    };
  }, [asked]);

  const end = async (path: string, body: Record<string, unknown>) => {
    const answer = await postAccount(path, body);
    toast(answer.ok ? t("sessionEnded") : t("sessionFailed"), { failed: !answer.ok });
    setAsked((before) => before + 1);
  };

  const others = Array.isArray(sessions) && sessions.length > 1;
  return (
    <Panel
      title={t("sessions")}
      subtitle={t("sessionsHelp")}
      level={2}
      flush
      aside={
        others && (
          <Button size="sm" onClick={() => void end("/revoke-other-sessions", {})}>
            {t("endOthers")}
          </Button>
        )
      }
    >
      {sessions === "lost" ? (
        <div className="p-4 pt-0">
          <Notice tone="error">{t("sessionFailed")}</Notice>
        </div>
      ) : (
        <ul className="divide-y divide-line border-t border-line">
          {sessions === null && (
            <li className="p-4">
              <Skeleton className="h-9 w-full" />
            </li>
          )}
          {sessions?.map((one) => {
            const device = deviceOf(one.userAgent ?? "");
            const Icon = device.mobile ? Smartphone : Monitor;
            const day = say.day(one.updatedAt.slice(0, 10));
            return (
              <li key={one.id} className="flex items-center gap-3 px-4 py-2.5">
                <Icon aria-hidden className="size-4 shrink-0 text-faint" />
                <span className="min-w-0 flex-1">
                  <span className="block truncate text-sm font-medium">
                    {device.name || t("unknownDevice")}
                    {one.token === own && (
                      <span className="font-normal text-confirmed"> · {t("thisDevice")}</span>
                    )}
                  </span>
                  <span className="figures block truncate text-sm text-soft">
                    {[one.ipAddress, day].filter(Boolean).join(" · ")}
                  </span>
                </span>
                {one.token !== own && (
                  <Button
                    size="sm"
                    look="quiet"
                    onClick={() => void end("/revoke-session", { token: one.token })}
                  >
                    {t("endSession")}
                  </Button>
                )}
              </li>
            );
          })}
        </ul>
      )}
    </Panel>
  );
}

async function readSessions(): Promise<{ all: Session[]; current: string | null }> {
  const [list, current] = await Promise.all(
    ["/api/auth/list-sessions", "/api/auth/get-session"].map((path) => fetch(path)),
  );
  if (!list?.ok) throw new Error("sessions");
  const all = z.array(session).parse(await list.json());
  const own = z
    .object({ session: z.object({ token: z.string() }) })
    .safeParse(current?.ok ? await current.json() : null);
  return {
    all: all.toSorted((a, b) => b.updatedAt.localeCompare(a.updatedAt)),
    current: own.data?.session.token ?? null,
  };
}
