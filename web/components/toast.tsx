"use client";

import { Toast as Base } from "@base-ui/react/toast";
import { Check, CircleAlert, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { IconButton } from "./button.tsx";

const toasts = Base.createToastManager<{ failed?: boolean }>();

/** Says briefly that something was done, or was not; `action` takes it back. */
export function toast(
  title: string,
  more: { failed?: boolean; action?: { label: string; run(): void } } = {},
) {
  toasts.add({
    title,
    timeout: more.action ? 9_000 : 5_000,
    priority: more.failed ? "high" : "low",
    data: { failed: more.failed ?? false },
    ...(more.action
      ? { actionProps: { children: more.action.label, onClick: more.action.run } }
      : {}),
  });
}

export function Toasts({ children }: { children: ReactNode }) {
  return (
    <Base.Provider toastManager={toasts} limit={3}>
      {children}
      <Base.Portal>
        <Base.Viewport className="fixed right-4 bottom-4 z-20 flex w-[min(24rem,calc(100vw-2rem))] flex-col gap-2">
          <ToastList />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

function ToastList() {
  const t = useTranslations("dialog");
  const { toasts: shown } = Base.useToastManager<{ failed?: boolean }>();
  return shown.map((each) => (
    <Base.Root
      key={each.id}
      toast={each}
      className="rounded-md bg-ink text-paper shadow-overlay transition-[opacity,translate] duration-200 ease-calm data-ending-style:opacity-0 data-starting-style:translate-y-3 data-starting-style:opacity-0"
    >
      <Base.Content className="flex items-center gap-2.5 py-2 pr-2 pl-3 text-sm">
        {each.data?.failed ? <CircleAlert className="size-4" /> : <Check className="size-4" />}
        <Base.Title className="min-w-0 flex-1 font-medium" />
        <Base.Action className="h-8 rounded-sm px-2.5 font-medium underline underline-offset-4 hover:opacity-80" />
        <Base.Close
          render={
            <IconButton label={t("close")} size={28} look="ink">
              <X />
            </IconButton>
          }
        />
      </Base.Content>
    </Base.Root>
  ));
}
