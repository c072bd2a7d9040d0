import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { openDetector } from "./code-detector.ts";

export type CameraState = "off" | "starting" | "on" | "denied" | "missing" | "unsupported";

const everyMs = 110;
/** A code that stays before the camera is read once; shown again after this long, once more. */
const goneMs = 2_500;

/**
 * Reads QR codes while `wanted` and the page is seen. `torch` is null
 * where the camera has no light.
 */
export function useCamera(wanted: boolean, onCode: (code: string) => void) {
  const video = useRef<HTMLVideoElement>(null);
  const supported = useSyncExternalStore(never, canDetect, () => true);
  const [running, setRunning] = useState<"on" | "denied" | "missing" | null>(null);
  const [torch, setTorch] = useState<boolean | null>(null);
  const stream = useRef<MediaStream | null>(null);
  const told = useRef(onCode);
  useEffect(() => {
    told.current = onCode;
  }, [onCode]);

  useEffect(() => {
    if (!wanted || !supported) return;
    let isOver = false;
    let clock: ReturnType<typeof setTimeout> | undefined;
    const opened = openDetector();
    const seen = { code: "", at: 0 };

    const look = async () => {
      const element = video.current;
      if (isOver || !element) return;
      if (document.visibilityState === "visible" && element.readyState >= 2) {
        const found = await opened.then((detector) => detector.detect(element)).catch(() => []);
        const code = found[0]?.rawValue;
        const now = performance.now();
        if (code) {
          if (code !== seen.code || now - seen.at > goneMs) told.current(code);
          Object.assign(seen, { code, at: now });
        }
      }
      clock = setTimeout(() => void look(), everyMs);
    };
    const start = async () => {
      try {
        const given = await navigator.mediaDevices.getUserMedia({
          video: { facingMode: "environment", width: { ideal: 1280 } },
        });
        const element = video.current;
        if (isOver || !element) return stop(given);
        stream.current = given;
        element.srcObject = given;
        await element.play();
        const can = given.getVideoTracks()[0]?.getCapabilities?.() as
          | { torch?: boolean }
          | undefined;
        setTorch(can?.torch ? false : null);
        await opened;
        if (isOver) return;
        setRunning("on");
        void look();
      } catch (error) {
        if (isOver) return;
        const isDenied = error instanceof DOMException && error.name === "NotAllowedError";
        setRunning(isDenied ? "denied" : "missing");
      }
    };
    void start();
    return () => {
      isOver = true;
      clearTimeout(clock);
      stop(stream.current);
      stream.current = null;
      setRunning(null);
    };
  }, [wanted, supported]);

  const toggleTorch = useCallback(() => {
    const track = stream.current?.getVideoTracks()[0];
    setTorch((on) => {
      const constraint = { torch: !on } as MediaTrackConstraintSet;
      void track?.applyConstraints({ advanced: [constraint] });
      return !on;
    });
  }, []);
  const state: CameraState = supported ? (wanted ? (running ?? "starting") : "off") : "unsupported";
  return { video, state, torch, toggleTorch };
}

const never = () => () => {};
const canDetect = () => navigator.mediaDevices !== undefined;

function stop(stream: MediaStream | null) {
  for (const track of stream?.getTracks() ?? []) track.stop();
}
