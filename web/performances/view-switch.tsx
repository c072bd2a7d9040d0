"use client";

import { CalendarDays, List, Map as MapIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useOptimistic, useTransition } from "react";
import { Segments } from "../components/tabs.tsx";

const icons = {
  list: <List aria-hidden />,
  calendar: <CalendarDays aria-hidden />,
  map: <MapIcon aria-hidden />,
} as const;
export type View = keyof typeof icons;

/** List, calendar or map: kept in the address. */
export function ViewSwitch({ view, hrefs }: { view: View; hrefs: Record<View, string> }) {
  const t = useTranslations("performances");
  const router = useRouter();
  const [, startTransition] = useTransition();
  const [shown, show] = useOptimistic(view);
  return (
    <Segments
      label={t("view")}
      value={shown}
      onChange={(next: View) =>
        startTransition(() => {
          show(next);
          router.replace(hrefs[next], { scroll: false });
        })
      }
      options={(Object.keys(icons) as View[]).map((value) => ({
        value,
        label: t(`views.${value}`),
        icon: icons[value],
      }))}
    />
  );
}
