import { useEffect } from "react";

/** Tells when the page is seen again: by the back button, from another tab, after sleep. */
export function useReturn(seen: () => void) {
  useEffect(() => {
    const onVisible = () => document.visibilityState === "visible" && seen();
    const onShow = (event: PageTransitionEvent) => event.persisted && seen();
    document.addEventListener("visibilitychange", onVisible);
    window.addEventListener("pageshow", onShow);
    return () => {
      document.removeEventListener("visibilitychange", onVisible);
      window.removeEventListener("pageshow", onShow);
    };
  }, [seen]);
}
