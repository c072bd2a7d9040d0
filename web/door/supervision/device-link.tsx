"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { Spinner } from "../../components/spinner.tsx";
import { callTool } from "../../forms/call-tool.ts";
import { QrCode } from "../../sale/qr-code.tsx";

type Link = { path: string | null };

/** The code that a phone scans to become this device; it serves once. */
export function DeviceLink({
  performance,
  device,
  opened,
  onClose,
}: {
  performance: string;
  device: { id: string; name: string };
  /** The phone has scanned it meanwhile. */
  opened: boolean;
  onClose(): void;
}) {
  const t = useTranslations("door.supervision");
  const [link, setLink] = useState<string | null>(null);
  const [problem, setProblem] = useState(false);
  useEffect(() => {
    let isOver = false;
    callTool("ticketing_get_door_link", { performance, device: device.id })
      .then((outcome) => {
        if (isOver) return;
        const path = outcome.ok ? (outcome.value as Link).path : null;
        if (path) setLink(new URL(path, window.location.origin).href);
        else setProblem(true);
      })
      .catch(() => setProblem(true));
    return () => {
      isOver = true;
    };
  }, [performance, device.id]);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={device.name}
      description={opened ? t("opened") : t("codeHelp")}
      foot={<Button onClick={onClose}>{t("close")}</Button>}
    >
      {!opened && (
        <div className="mx-auto grid min-h-64 w-64 place-items-center">
          {link ? (
            <QrCode text={link} label={t("code", { name: device.name })} />
          ) : problem ? (
            <p role="alert" className="text-center text-danger">
              {t("codeProblem")}
            </p>
          ) : (
            <Spinner />
          )}
        </div>
      )}
    </Dialog>
  );
}
