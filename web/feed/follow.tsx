"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** However much moves, a page is read again this often at most. */
const restMs = 700;

/** Reads the page again when its topic moves in the organization. */
export function Follow({ topic }: { topic: string }) {
  const router = useRouter();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refresh = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        router.refresh();
      }, restMs);
    };
    const feed = new EventSource("/api/feed");
    feed.addEventListener(topic, refresh);
    feed.addEventListener("any", refresh);
    return () => {
      feed.close();
      clearTimeout(timer);
    };
  }, [router, topic]);
  return null;
}
