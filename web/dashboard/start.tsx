"use client";

import { ClipboardList, MicVocal, Sparkles } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { Button } from "../components/button.tsx";
import { Notice } from "../components/notice.tsx";
import { useTools } from "../forms/tool-runner.tsx";
import { useMay } from "../shell/permissions.tsx";
import { askBeside } from "../shell/side-panel-asks.ts";
import { type FillProgress, fillDemo } from "./fill-demo.ts";

/** The first visit: three ways to begin, one of them with a whole season to look at. */
export function Start() {
  const t = useTranslations("dashboard.start");
  const router = useRouter();
  const may = useMay();
  const { openForm } = useTools();
  const [progress, setProgress] = useState<FillProgress | null>(null);
  const busy = progress !== null && progress.state === "running";

  const fill = async () => {
    setProgress({ state: "running", done: 0, of: 1 });
    await fillDemo(setProgress);
    router.refresh();
  };

  return (
    <div className="flex flex-col gap-4">
      <p className="max-w-xl text-lg text-soft">{t("intro")}</p>
      <ul className="grid gap-4 md:grid-cols-3">
        <Way icon={<MicVocal aria-hidden />} title={t("artist")} help={t("artistHelp")}>
          <Button
            look="ink"
            disabled={!may("tours:write")}
            onClick={() => openForm({ tool: "tours_create_artist", title: t("artist") })}
          >
            {t("artistGo")}
          </Button>
        </Way>
        <Way icon={<ClipboardList aria-hidden />} title={t("routing")} help={t("routingHelp")}>
          <Button disabled={!may("agent:use")} onClick={() => askBeside(`${t("routingSay")} `)}>
            {t("routingGo")}
          </Button>
        </Way>
        <Way icon={<Sparkles aria-hidden />} title={t("demo")} help={t("demoHelp")}>
          <Button disabled={!may("organization:manage")} busy={busy} onClick={() => void fill()}>
            {t("demoGo")}
          </Button>
        </Way>
      </ul>
      {progress?.state === "running" && (
        <div className="flex flex-col gap-1.5 text-sm text-soft" aria-live="polite">
          <progress
            value={progress.done}
            max={progress.of}
            aria-label={t("demo")}
            className="h-1.5 w-full max-w-md overflow-clip rounded-full accent-signal"
          />
          {t("demoRunning", { share: Math.round((progress.done * 100) / progress.of) })}
        </div>
      )}
      {progress?.state === "failed" && <Notice tone="error">{t("demoFailed")}</Notice>}
    </div>
  );
}

function Way({
  icon,
  title,
  help,
  children,
}: {
  icon: ReactNode;
  title: string;
  help: string;
  children: ReactNode;
}) {
  return (
    <li className="flex flex-col items-start gap-3 rounded-lg border border-line bg-surface p-5 [&>svg]:size-5 [&>svg]:text-signal">
      {icon}
      <div className="flex-1">
        <h2 className="font-display text-lg font-semibold tracking-tight">{title}</h2>
        <p className="mt-1 text-sm text-soft">{help}</p>
      </div>
      {children}
    </li>
  );
}
