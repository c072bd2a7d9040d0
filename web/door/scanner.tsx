"use client";

import { QrCode, RefreshCw, ScanLine, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import type { ReactNode } from "react";
import { Button } from "../components/button.tsx";
import { buttonLook } from "../components/button-look.ts";
import { Spinner } from "../components/spinner.tsx";
import { DoorScreen } from "./door-screen.tsx";
import { useOpening } from "./use-device.ts";

/** The door of a date on this device. The page itself holds no data: what the device knows is in its own store. */
export function Scanner({ performanceId }: { performanceId: string }) {
  const t = useTranslations("door");
  const [opening, again] = useOpening(performanceId);
  if (opening?.kind === "open") return <DoorScreen device={opening.device} />;
  return (
    <div data-theme="dark" className="grid min-h-dvh place-items-center bg-paper p-6 text-ink">
      {opening === null ? (
        <output className="flex items-center gap-3 text-soft">
          <Spinner />
          {t("opening.busy")}
        </output>
      ) : opening.kind === "closed" ? (
        <Told
          icon={<QrCode aria-hidden />}
          title={t("opening.closed")}
          text={t("opening.closedHelp")}
        >
          <Link
            href={`/sign-in?next=/door/${performanceId}`}
            className={buttonLook("outline", "lg")}
          >
            {t("opening.signIn")}
          </Link>
        </Told>
      ) : opening.kind === "refused" ? (
        <Told
          icon={<TriangleAlert aria-hidden />}
          title={t("opening.refused")}
          text={opening.message}
        >
          <Link href="/door" className={buttonLook("outline", "lg")}>
            {t("back")}
          </Link>
        </Told>
      ) : (
        <Told
          icon={<ScanLine aria-hidden />}
          title={t("opening.unreachable")}
          text={t("opening.unreachableHelp")}
        >
          <Button size="lg" icon={<RefreshCw aria-hidden />} onClick={again}>
            {t("opening.again")}
          </Button>
        </Told>
      )}
    </div>
  );
}

export function Told({
  icon,
  title,
  text,
  children,
}: {
  icon: ReactNode;
  title: string;
  text: string;
  children?: ReactNode;
}) {
  return (
    <main className="flex max-w-sm flex-col items-center gap-3 text-center [&>svg]:size-8 [&>svg]:text-faint">
      {icon}
      <h1 className="font-display text-xl font-semibold tracking-tight">{title}</h1>
      <p className="text-soft">{text}</p>
      <div className="mt-3 flex flex-wrap justify-center gap-2">{children}</div>
    </main>
  );
}
