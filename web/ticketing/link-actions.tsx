"use client";

import { Download, Link2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "../components/button.tsx";
import { toast } from "../components/toast.tsx";
import { saveFile } from "../lists/csv.ts";

export function CopyLink({ url }: { url: string }) {
  const t = useTranslations("ticketing");
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(url);
      toast(t("copied"));
    } catch {
      toast(t("copyFailed"), { failed: true });
    }
  };
  return (
    <Button size="sm" icon={<Link2 aria-hidden className="size-3.5" />} onClick={() => void copy()}>
      {t("copyLink")}
    </Button>
  );
}

/** Saves the drawing that stands in `frame`, for a poster. */
export function SaveQr({ frame, name }: { frame: string; name: string }) {
  const t = useTranslations("ticketing");
  const save = () => {
    const drawing = document.getElementById(frame)?.querySelector("svg");
    if (drawing) {
      const text = new XMLSerializer().serializeToString(drawing);
      saveFile(`${name}.svg`, text, "image/svg+xml");
    }
  };
  return (
    <Button size="sm" icon={<Download aria-hidden className="size-3.5" />} onClick={save}>
      {t("saveQr")}
    </Button>
  );
}
