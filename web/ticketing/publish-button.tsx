"use client";

import { Megaphone } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../components/button.tsx";
import { useTools } from "../forms/tool-runner.tsx";
import { useMay } from "../shell/permissions.tsx";

/** Asks for the opening of the sale: an approval says exactly what the public will see. */
export function PublishButton({ performance, ready }: { performance: string; ready: boolean }) {
  const t = useTranslations("ticketing");
  const { run } = useTools();
  const [busy, setBusy] = useState(false);
  if (!useMay()("ticketing:publish")) return null;
  const publish = async () => {
    setBusy(true);
    await run("ticketing_publish_performance", { performance });
    setBusy(false);
  };
  return (
    <Button
      look="signal"
      busy={busy}
      disabled={!ready}
      title={ready ? undefined : t("needTypes")}
      icon={<Megaphone aria-hidden className="size-4" />}
      onClick={() => void publish()}
    >
      {t("publish")}
    </Button>
  );
}
