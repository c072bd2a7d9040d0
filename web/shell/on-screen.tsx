"use client";

import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import type { Subject } from "#tools/core/tool.ts";

type Screen = { subject: Subject | null; show(subject: Subject | null): void };

const ScreenContext = createContext<Screen>({ subject: null, show: () => {} });

/** What the page beside the conversation is about, so that « cette date » is understood. */
export const useScreen = () => useContext(ScreenContext);

export function ScreenProvider({ children }: { children: ReactNode }) {
  const [subject, show] = useState<Subject | null>(null);
  const screen = useMemo(() => ({ subject, show }), [subject]);
  return <ScreenContext value={screen}>{children}</ScreenContext>;
}

/** Stands on a page about one row. */
export function OnScreen({ kind, id, label }: Subject) {
  const { show } = useScreen();
  useEffect(() => {
    show({ kind, id, label });
    return () => show(null);
  }, [kind, id, label, show]);
  return null;
}
