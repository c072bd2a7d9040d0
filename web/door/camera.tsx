"use client";

import { Camera as CameraIcon, CameraOff, Flashlight } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button, IconButton } from "../components/button.tsx";
import { useStored } from "../session/use-stored.ts";
import { type CameraState, useCamera } from "./use-camera.ts";

/** The camera that reads codes without being asked. Off until it is turned on, then remembered. */
export function Camera({ onCode }: { onCode(code: string): void }) {
  const t = useTranslations("door");
  const [wanted, want] = useStored("localStorage", "koncert-door-camera");
  const { video, state, torch, toggleTorch } = useCamera(wanted === "on", onCode);
  const shows = state === "on";
  return (
    <div className="relative grid min-h-56 flex-1 place-items-center overflow-clip rounded-lg border border-line bg-sunken">
      <video
        ref={video}
        muted
        playsInline
        aria-label={t("camera")}
        className={shows ? "absolute inset-0 size-full object-cover" : "hidden"}
      />
      {shows ? (
        <>
          <span
            aria-hidden
            className="relative aspect-square w-1/2 max-w-56 rounded-lg border-2 border-ink/80 shadow-[0_0_0_100vmax_#00000059]"
          />
          <span className="absolute top-2 right-2 flex gap-1">
            {torch !== null && (
              <IconButton
                label={t("torch")}
                aria-pressed={torch}
                size={40}
                look="floating"
                onClick={toggleTorch}
              >
                <Flashlight />
              </IconButton>
            )}
            <IconButton label={t("cameraOff")} size={40} look="floating" onClick={() => want(null)}>
              <CameraOff />
            </IconButton>
          </span>
        </>
      ) : (
        <Off state={state} onTurnOn={() => want("on")} />
      )}
    </div>
  );
}

function Off({ state, onTurnOn }: { state: CameraState; onTurnOn(): void }) {
  const t = useTranslations("door");
  const why = state === "off" || state === "starting" ? null : t(`cameraProblem.${state}`);
  return (
    <div className="flex max-w-sm flex-col items-center gap-3 p-5 text-center">
      <CameraIcon aria-hidden className="size-7 text-faint" />
      {why && <p className="text-soft">{why}</p>}
      {state !== "unsupported" && (
        <Button look="signal" size="lg" busy={state === "starting"} onClick={onTurnOn}>
          {t("cameraOn")}
        </Button>
      )}
      <p className="text-sm text-faint">{t("readerHelp")}</p>
    </div>
  );
}
