"use client";

import { useTimeZone, useTranslations } from "next-intl";
import type { ToolOutput } from "#tools/call-tool.ts";
import { useSay } from "../components/use-say.ts";
import { useChoiceLabel } from "../forms/form-control.tsx";
import { dayOf } from "../session/day-of.ts";

type Approval = ToolOutput<"organization_list_approvals">["approvals"][number];

/** When something was, by the clock of the office. */
export function useWhen(): (at: string) => string {
  const t = useTranslations("approvals");
  const say = useSay();
  const zone = useTimeZone() ?? "Europe/Paris";
  return (at) => t("at", { day: say.shortDay(dayOf(at, zone)), time: say.time(at, zone) });
}

/** Who asked, when, and through what. */
export function useAsked(): (approval: Approval) => string {
  const t = useTranslations("approvals");
  const choice = useChoiceLabel();
  const when = useWhen();
  return ({ requestedBy, createdAt, via }) => {
    const asked = requestedBy
      ? t("asked", { name: requestedBy, when: when(createdAt) })
      : t("askedAnonymous", { when: when(createdAt) });
    return `${asked} · ${t("through", { via: choice("via", via) })}`;
  };
}
