"use client";

import { Menu as MenuIcon, MessageSquareText, Search, WifiOff } from "lucide-react";
import { useTranslations } from "next-intl";
import dynamic from "next/dynamic";
import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useState, useSyncExternalStore } from "react";
import { IconButton } from "../components/button.tsx";
import { Dialog } from "../components/dialog.tsx";
import { Toasts } from "../components/toast.tsx";
import { classNames } from "../design/class-names.ts";
import { Wordmark } from "../design/wordmark.tsx";
import { ToolRunner } from "../forms/tool-runner.tsx";
import { CatalogueProvider, type CatalogueEntry } from "./catalogue.ts";
import { Nav } from "./nav.tsx";
import { ScreenProvider } from "./on-screen.tsx";
import { Palette } from "./palette.tsx";
import { PermissionsProvider } from "./permissions.tsx";
import type { Person } from "./person-menu.tsx";
import { onAsked } from "./side-panel-asks.ts";

const SidePanel = dynamic(() => import("./side-panel.tsx"), { ssr: false });

/** The frame of the workspace: pages on the left, the conversation on the right, ⌘K everywhere. */
export function Shell({
  person,
  permissions,
  waiting,
  catalogue,
  children,
}: {
  person: Person;
  permissions: readonly string[];
  waiting: number;
  catalogue: CatalogueEntry[];
  children: ReactNode;
}) {
  const t = useTranslations("shell");
  const [drawer, setDrawer] = useState(false);
  const [palette, setPalette] = useState(false);
  const [panel, setPanel] = useState(false);
  const path = usePathname();
  const online = useOnline();
  const inChat = path === "/chat" || path.startsWith("/chat/");
  const mayAsk = permissions.includes("agent:use") && !inChat;
  const shown = panel && mayAsk;

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!event.metaKey && !event.ctrlKey) return;
      const key = event.key.toLowerCase();
      if (key === "k") setPalette((open) => !open);
      else if (key === "j" && mayAsk) setPanel((open) => !open);
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [mayAsk]);
  useEffect(() => onAsked(() => setPanel(true)), []);

  const nav = (
    <Nav
      person={person}
      waiting={waiting}
      onSearch={() => {
        setDrawer(false);
        setPalette(true);
      }}
      onLeave={() => setDrawer(false)}
    />
  );
  return (
    <CatalogueProvider value={catalogue}>
      <PermissionsProvider value={permissions}>
        <Toasts>
          <ScreenProvider>
            <ToolRunner>
              <a
                href="#main"
                className="sr-only focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-20 focus:rounded-sm focus:bg-ink focus:px-3 focus:py-2 focus:text-paper"
              >
                {t("skip")}
              </a>
              <div
                className={classNames(
                  "grid h-dvh print:block print:h-auto grid-rows-[auto_minmax(0,1fr)] md:grid-cols-[14.5rem_minmax(0,1fr)] md:grid-rows-1",
                  shown && "lg:grid-cols-[14.5rem_minmax(0,1fr)_25rem]",
                )}
              >
                <div className="hidden border-r border-line md:block print:hidden">{nav}</div>
                <header className="flex h-14 items-center justify-between border-b border-line px-2 md:hidden print:hidden">
                  <IconButton label={t("menu")} size={40} onClick={() => setDrawer(true)}>
                    <MenuIcon />
                  </IconButton>
                  <Wordmark height={14} />
                  <IconButton label={t("search")} size={40} onClick={() => setPalette(true)}>
                    <Search />
                  </IconButton>
                </header>
                <main
                  id="main"
                  tabIndex={-1}
                  className="relative flex min-h-0 min-w-0 flex-col outline-none"
                >
                  {!online && (
                    <output className="flex items-center justify-center gap-2 bg-option-wash px-4 py-1.5 text-sm">
                      <WifiOff aria-hidden className="size-4 text-option" />
                      {t("offline")}
                    </output>
                  )}
                  <div className="min-h-0 flex-1">{children}</div>
                  {mayAsk && !shown && (
                    <button
                      type="button"
                      onClick={() => setPanel(true)}
                      className="absolute right-4 bottom-4 z-2 print:hidden inline-flex h-11 items-center gap-2 rounded-full bg-ink pr-4 pl-3.5 text-sm font-medium text-paper shadow-overlay hover:opacity-90"
                    >
                      <MessageSquareText aria-hidden className="size-4" />
                      {t("ask")}
                      <kbd className="hidden font-sans text-xs opacity-70 sm:inline">⌘J</kbd>
                    </button>
                  )}
                </main>
                {shown && <SidePanel name={person.name} onClose={() => setPanel(false)} />}
              </div>
              <Dialog open={drawer} onOpenChange={setDrawer} title={t("menu")} shape="sheet">
                {nav}
              </Dialog>
              <Palette open={palette} onClose={() => setPalette(false)} />
            </ToolRunner>
          </ScreenProvider>
        </Toasts>
      </PermissionsProvider>
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
