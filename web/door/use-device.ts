import { useCallback, useEffect, useRef, useState } from "react";
import { readBattery } from "./device/platform.ts";
import type { DeviceView, DoorDevice } from "./device/door-device.ts";
import { type Opening, openDevice } from "./device/open-device.ts";
import type { KeptRow } from "./device/store.ts";

const everyMs = 4_000;
const longestPauseMs = 30_000;
const reportEveryMs = 30_000;

/** Opens this browser as a device at the door of a date; null while it does so. */
export function useOpening(performanceId: string): [Opening | null, () => void] {
  const [opening, setOpening] = useState<Opening | null>(null);
  const open = useCallback(() => {
    setOpening(null);
    void openDevice(performanceId).then(setOpening);
  }, [performanceId]);
  useEffect(() => {
    let isOver = false;
    void openDevice(performanceId).then((opened) => !isOver && setOpening(opened));
    return () => {
      isOver = true;
    };
  }, [performanceId]);
  return [opening, open];
}

/**
 * The device as it stands, synced every few seconds while there is a network, and at ever longer
 * pauses while there is none. Nothing is switched by hand.
 */
export function useDevice(device: DoorDevice) {
  const [view, setView] = useState<DeviceView>(device.view);
  const [rows, setRows] = useState<KeptRow[]>([]);
  const [ahead, setAhead] = useState(0);
  const reported = useRef(0);
  const failures = useRef(0);

  useEffect(() => {
    let isOver = false;
    const read = async () => {
      const [latest, more] = await Promise.all([device.lastRows(), device.ahead()]);
      if (isOver) return;
      setAhead(more);
      setView(device.view());
      setRows(latest);
    };
    void read();
    const stop = device.listen(() => void read());
    return () => {
      isOver = true;
      stop();
    };
  }, [device]);

  useEffect(() => {
    let clock: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const turn = async () => {
      clearTimeout(clock);
      try {
        const isDue = Date.now() - reported.current > reportEveryMs;
        await device.sync(isDue ? await readBattery() : undefined);
        if (isDue) reported.current = Date.now();
        failures.current = 0;
      } catch {
        failures.current += 1;
      }
      if (isOver) return;
      const pause = Math.min(longestPauseMs, everyMs * 2 ** Math.min(failures.current, 4));
      // Devices that lost the same network do not all come back in the same second.
      clock = setTimeout(() => void turn(), pause * (0.8 + Math.random() * 0.4));
    };
    const now = () => void turn();
    const seen = () => document.visibilityState === "visible" && now();
    now();
    window.addEventListener("online", now);
    document.addEventListener("visibilitychange", seen);
    return () => {
      isOver = true;
      clearTimeout(clock);
      window.removeEventListener("online", now);
      document.removeEventListener("visibilitychange", seen);
    };
  }, [device]);
  return { view, rows, ahead };
}
