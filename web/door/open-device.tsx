"use client";

import { Smartphone, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../components/button.tsx";
import { openByLink } from "./device/open-device.ts";
import { Told } from "./scanner.tsx";

/** Makes this browser a device at the door, once its holder says so: a link that is only seen spends nothing. */
export function OpenDevice() {
  const t = useTranslations("door");
  const [state, setState] = useState<"ready" | "busy" | "spent" | "unreachable">("ready");
  const open = async () => {
    setState("busy");
    try {
      const performanceId = await openByLink(window.location.hash.slice(1));
      if (performanceId) window.location.replace(`/door/${performanceId}`);
      else setState("spent");
    } catch {
      setState("unreachable");
    }
  };
  return (
    <div data-theme="dark" className="grid min-h-dvh place-items-center bg-paper p-6 text-ink">
      {state === "spent" ? (
        <Told
          icon={<TriangleAlert aria-hidden />}
          title={t("opening.spent")}
          text={t("opening.spentHelp")}
        />
      ) : (
        <Told
          icon={<Smartphone aria-hidden />}
          title={t("opening.title")}
          text={t(state === "unreachable" ? "opening.unreachableHelp" : "opening.help")}
        >
          <Button size="lg" look="signal" busy={state === "busy"} onClick={() => void open()}>
            {t("opening.open")}
          </Button>
        </Told>
      )}
    </div>
  );
}
