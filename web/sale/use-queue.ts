import { useCallback, useEffect, useRef, useState } from "react";
import { useReturn } from "./use-return.ts";
import { type Learnt, watchQueue } from "./watch-queue.ts";

const nothing: Learnt = { sight: null, callEnds: null, from: 1 };

/** This browser's place in the queue of a date once it has joined. The server keeps it while no answer comes. */
export function useQueue(slug: string) {
  const [isIn, setIn] = useState(false);
  const [learnt, setLearnt] = useState(nothing);
  const [isOffline, setOffline] = useState(false);
  const watch = useRef<ReturnType<typeof watchQueue> | null>(null);
  useEffect(() => {
    const watching = watchQueue(slug, (news) => {
      setOffline(news.sight === null);
      if (news.sight) setLearnt(news);
    });
    watch.current = watching;
    return () => watching.stop();
  }, [slug]);
  useReturn(
    useCallback(() => {
      if (isIn) watch.current?.look();
    }, [isIn]),
  );
  const join = useCallback(() => {
    setIn(true);
    setLearnt(nothing);
    watch.current?.join();
  }, []);
  return { ...learnt, isIn, isOffline, join };
}
