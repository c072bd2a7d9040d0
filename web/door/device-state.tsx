"use client";

import { ChevronDown, CircleCheck, CloudDownload, CloudOff, ShieldX } from "lucide-react";
import { useTranslations } from "next-intl";
import { useSay } from "../components/use-say.ts";
import { classNames } from "../design/class-names.ts";
import type { DeviceView } from "./device/door-device.ts";

const clearSkewMs = 2_000;

/** What this device knows, what waits to be sent, and what it cannot know. One line, opened for the rest. */
export function DeviceState({
  view,
  timeZone,
  kept,
  name,
}: {
  view: DeviceView;
  timeZone: string;
  /** Whether the page opens without a network; null while that is not known. */
  kept: boolean | null;
  name: string;
}) {
  const t = useTranslations("door");
  const say = useSay();
  const state = !view.welcome
    ? "revoked"
    : view.reachable
      ? view.listAt === null
        ? "preparing"
        : "online"
      : "alone";
  const Icon = {
    online: CircleCheck,
    preparing: CloudDownload,
    alone: CloudOff,
    revoked: ShieldX,
  }[state];
  const at = (instant: string | null) => (instant ? say.time(instant, timeZone) : "–");
  const skew = Math.round(Math.abs(view.offsetMs) / 1_000);
  const lines = [
    [t("state.device"), name],
    [t("state.list"), t("state.listOf", { count: view.tickets, time: at(view.listAt) })],
    [t("state.news"), at(view.syncedAt)],
    [t("state.waiting"), say.number(view.waiting)],
    [
      t("state.clock"),
      Math.abs(view.offsetMs) < clearSkewMs
        ? t("state.clockGood")
        : t("state.clockOff", { seconds: say.number(skew) }),
    ],
    [t("state.kept"), kept === null ? "–" : kept ? t("state.yes") : t("state.no")],
  ];
  return (
    <details
      className={classNames(
        "group border-b",
        state === "online" || state === "preparing"
          ? "border-line"
          : state === "alone"
            ? "border-option bg-option-wash"
            : "border-danger bg-danger-wash",
      )}
    >
      <summary className="mx-auto flex min-h-12 max-w-5xl cursor-pointer list-none items-center gap-2.5 px-4 md:px-8 [&::-webkit-details-marker]:hidden">
        <Icon
          aria-hidden
          className={classNames(
            "size-5 shrink-0",
            state === "online"
              ? "text-confirmed"
              : state === "alone" || state === "preparing"
                ? "text-option"
                : "text-danger",
          )}
        />
        <span
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- An output swallows the click that opens its summary.
          role="status"
          className="figures min-w-0 flex-1 text-sm leading-5"
        >
          <span className="font-medium">{t(`state.${state}`)}</span>
          {view.waiting > 0 && (
            <span className="text-soft"> · {t("waiting", { count: view.waiting })}</span>
          )}
        </span>
        <ChevronDown
          aria-hidden
          className="size-4 text-faint transition-transform duration-120 group-open:rotate-180"
        />
      </summary>
      <div className="mx-auto max-w-5xl px-4 pb-4 md:px-8">
        <dl className="figures grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
          {lines.map(([label, value]) => (
            <div key={label} className="contents">
              <dt className="text-soft">{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <p className="mt-3 max-w-prose text-sm text-soft">
          {t(`state.${state}Help`, { time: at(view.syncedAt) })}
        </p>
      </div>
    </details>
  );
}
