"use client";

import { Maximize2, Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { IconButton } from "../components/button.tsx";
import { Skeleton } from "../components/skeleton.tsx";
import type { StoredMessage } from "../chat/message.ts";
import { Thread } from "../chat/thread.tsx";
import { firstName } from "../session/first-name.ts";
import { useScreen } from "./on-screen.tsx";

const key = "koncert-side-conversation";

type Opened = { id: string; stored: StoredMessage[]; fresh: boolean };

const fresh = (): Opened => ({ id: crypto.randomUUID(), stored: [], fresh: true });

/** The conversation beside a page: it goes on from page to page and knows what is on screen. */
export default function SidePanel({ name, onClose }: { name: string; onClose(): void }) {
  const t = useTranslations("panel");
  const router = useRouter();
  const { subject } = useScreen();
  const [opened, setOpened] = useState<Opened | null>(() =>
    sessionStorage.getItem(key) ? null : fresh(),
  );
  const panel = useFocusGivenBack();
  const begin = () => {
    sessionStorage.removeItem(key);
    setOpened(fresh());
  };

  useEffect(() => {
    const id = sessionStorage.getItem(key);
    if (!id) return;
    const controller = new AbortController();
    fetch(`/api/conversations/${id}`, { signal: controller.signal })
      .then((response) => (response.ok ? response.json() : Promise.reject(new Error("gone"))))
      .then(
        ({ messages }: { messages: StoredMessage[] }) =>
          setOpened({ id, stored: messages, fresh: false }),
        () => !controller.signal.aborted && setOpened(fresh()),
      );
    return () => controller.abort();
  }, []);

  return (
    <aside
      ref={panel}
      aria-label={t("title")}
      className="flex min-h-0 flex-col border-line bg-paper max-lg:fixed max-lg:inset-y-0 max-lg:right-0 max-lg:z-10 max-lg:w-[min(26rem,100vw)] max-lg:shadow-overlay lg:border-l"
    >
      <header className="flex h-12 shrink-0 items-center gap-1 border-b border-line pr-2 pl-4">
        <h2 className="min-w-0 flex-1 truncate text-sm font-medium">
          {subject ? t("about", { label: subject.label }) : t("title")}
        </h2>
        <IconButton label={t("new")} onClick={begin}>
          <Plus />
        </IconButton>
        {opened && (
          <Link
            href={opened.fresh ? "/chat" : `/chat/${opened.id}`}
            aria-label={t("open")}
            title={t("open")}
            className="grid size-8 place-items-center rounded-sm text-soft hover:bg-hover hover:text-ink"
          >
            <Maximize2 aria-hidden className="size-4" />
          </Link>
        )}
        <IconButton label={t("close")} onClick={onClose}>
          <X />
        </IconButton>
      </header>
      <div className="min-h-0 flex-1">
        {opened ? (
          <Thread
            key={opened.id}
            conversationId={opened.id}
            stored={opened.stored}
            name={firstName(name)}
            fresh={false}
            beside={{
              screen: subject,
              onStarted: () => {
                sessionStorage.setItem(key, opened.id);
                setOpened({ ...opened, fresh: false });
              },
              onWritten: () => router.refresh(),
            }}
          />
        ) : (
          <div aria-busy className="flex flex-col gap-4 p-4">
            <Skeleton className="h-4 w-40" />
            <Skeleton className="h-24 w-full" />
          </div>
        )}
      </div>
    </aside>
  );
}

/** What is closed with the focus in it gives it back to where it was taken, or to the page. */
function useFocusGivenBack() {
  const panel = useRef<HTMLElement>(null);
  const [before] = useState(() => document.activeElement);
  useLayoutEffect(() => {
    const shown = panel.current;
    return () => {
      if (!shown?.contains(document.activeElement)) return;
      const isThere = before instanceof HTMLElement && before.isConnected;
      (isThere && before !== document.body ? before : document.getElementById("main"))?.focus();
    };
  }, [before]);
  return panel;
}
