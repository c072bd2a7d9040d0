"use client";

import { Menu as MenuIcon, Plus, WifiOff } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { type ReactNode, useEffect, useState, useSyncExternalStore } from "react";
import { IconButton } from "../components/button.tsx";
import { Dialog } from "../components/dialog.tsx";
import { Toasts } from "../components/toast.tsx";
import { Wordmark } from "../design/wordmark.tsx";
import { CatalogueProvider, type CatalogueEntry } from "./catalogue.ts";
import type { ConversationLine } from "./history.ts";
import { Palette } from "./palette.tsx";
import type { Person } from "./person-menu.tsx";
import { Sidebar } from "./sidebar.tsx";

/** The frame of the workspace: history on the left, a drawer on narrow screens, ⌘K everywhere. */
export function Shell({
  person,
  conversations,
  catalogue,
  children,
}: {
  person: Person;
  conversations: ConversationLine[];
  catalogue: CatalogueEntry[];
  children: ReactNode;
}) {
  const t = useTranslations("shell");
  const [drawer, setDrawer] = useState(false);
  const [palette, setPalette] = useState(false);
  const online = useOnline();

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() === "k" && (event.metaKey || event.ctrlKey)) {
        event.preventDefault();
        setPalette((open) => !open);
      }
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);

  const sidebar = (
    <Sidebar
      person={person}
      initial={conversations}
      onSearch={() => {
        setDrawer(false);
        setPalette(true);
      }}
      onLeave={() => setDrawer(false)}
    />
  );
  return (
    <CatalogueProvider value={catalogue}>
      <Toasts>
        <a
          href="#main"
          className="sr-only focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-20 focus:rounded-sm focus:bg-ink focus:px-3 focus:py-2 focus:text-paper"
        >
          {t("skip")}
        </a>
        <div className="grid h-dvh grid-rows-[auto_minmax(0,1fr)] md:grid-cols-[16.5rem_minmax(0,1fr)] md:grid-rows-1">
          <div className="hidden border-r border-line md:block">{sidebar}</div>
          <header className="flex h-14 items-center justify-between border-b border-line px-2 md:hidden">
            <IconButton label={t("menu")} size={40} onClick={() => setDrawer(true)}>
              <MenuIcon />
            </IconButton>
            <Wordmark height={14} />
            <Link
              href="/"
              aria-label={t("new")}
              className="grid size-10 place-items-center rounded-sm text-soft hover:bg-hover"
            >
              <Plus aria-hidden className="size-4" />
            </Link>
          </header>
          <main id="main" tabIndex={-1} className="flex min-h-0 min-w-0 flex-col outline-none">
            {!online && (
              <output className="flex items-center justify-center gap-2 bg-option-wash px-4 py-1.5 text-sm">
                <WifiOff aria-hidden className="size-4 text-option" />
                {t("offline")}
              </output>
            )}
            <div className="min-h-0 flex-1">{children}</div>
          </main>
        </div>
        <Dialog open={drawer} onOpenChange={setDrawer} title={t("menu")} shape="sheet">
          {sidebar}
        </Dialog>
        <Palette open={palette} onClose={() => setPalette(false)} />
      </Toasts>
    </CatalogueProvider>
  );
}

function useOnline(): boolean {
  return useSyncExternalStore(
    (changed) => {
      window.addEventListener("online", changed);
      window.addEventListener("offline", changed);
      return () => {
        window.removeEventListener("online", changed);
        window.removeEventListener("offline", changed);
      };
    },
    () => navigator.onLine,
    () => true,
  );
}
