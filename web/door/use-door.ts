import { useCallback, useEffect, useRef, useState } from "react";
import type { ToolOutput } from "#tools/call-tool.ts";
import { callTool, SignedOut } from "../forms/call-tool.ts";

export type Door = ToolOutput<"ticketing_get_door">;

const everyMs = 4_000;

/** The door as it stands, asked again every few seconds while the page is seen; `refresh` asks at once. */
export function useDoor(first: Door) {
  const [door, setDoor] = useState(first);
  const [reachable, setReachable] = useState(true);
  const latest = useRef(0);
  const refresh = useCallback(async () => {
    const asked = ++latest.current;
    try {
      const outcome = await callTool("ticketing_get_door", { performance: first.performanceId });
      if (asked !== latest.current) return;
      setReachable(true);
      if (outcome.ok) setDoor(outcome.value as Door);
    } catch (error) {
      if (error instanceof SignedOut) return window.location.reload();
      if (asked === latest.current) setReachable(false);
    }
  }, [first.performanceId]);
  useEffect(() => {
    const ask = () => document.visibilityState === "visible" && void refresh();
    const clock = setInterval(ask, everyMs);
    const offline = () => setReachable(false);
    document.addEventListener("visibilitychange", ask);
    window.addEventListener("online", ask);
    window.addEventListener("offline", offline);
    return () => {
      clearInterval(clock);
      document.removeEventListener("visibilitychange", ask);
      window.removeEventListener("online", ask);
      window.removeEventListener("offline", offline);
    };
  }, [refresh]);
  return { door, reachable, refresh };
}
