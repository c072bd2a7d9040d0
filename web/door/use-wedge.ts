import { useEffect, useRef } from "react";
import { createWedge } from "./wedge.ts";

/** Hears a keyboard reader anywhere on the page, even while a field has the focus. */
export function useWedge(onCode: (code: string) => void) {
  const told = useRef(onCode);
  useEffect(() => {
    told.current = onCode;
  }, [onCode]);
  useEffect(() => {
    const wedge = createWedge();
    const onKeyDown = (event: KeyboardEvent) => {
      const code = wedge(event);
      if (code === null) return;
      // This Enter is the reader's: it presses no button and sends no form.
      event.preventDefault();
      event.stopPropagation();
      told.current(code);
    };
    window.addEventListener("keydown", onKeyDown, { capture: true });
    return () => window.removeEventListener("keydown", onKeyDown, { capture: true });
  }, []);
}
