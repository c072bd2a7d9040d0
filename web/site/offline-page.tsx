"use client";

import { useEffect } from "react";

/** Once the page is there, keeps the one that says that the network is not: public/sw.js. */
export function OfflinePage() {
  useEffect(() => {
    // A browser that refuses workers shows its own page instead.
    navigator.serviceWorker?.register("/sw.js").catch(() => {});
  }, []);
  return null;
}
