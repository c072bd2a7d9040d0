"use client";

import { useEffect } from "react";

/** Once the page is there, keeps the one that says that the network is not: public/sw.js. */
export function OfflinePage() {
  useEffect(() => {
    // Without a network there is nothing newer. A browser that refuses workers shows its own page instead.
    if (!navigator.onLine) return;
    navigator.serviceWorker?.register("/sw.js").catch(() => {});
  }, []);
  return null;
}
