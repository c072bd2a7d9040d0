"use client";

import { CalendarClock, Check, ChevronDown, CircleCheck, Hourglass, Ticket, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Menu, MenuChoice, MenuItem, MenuLine } from "../../components/menu.tsx";
import { Status } from "../../components/status.tsx";
import { useMay } from "../../shell/permissions.tsx";
import { type DateFacts, useDateForms } from "./use-date-forms.ts";

/** The status of a date and what it may become from there. */
export function StatusMenu({ facts, today }: { facts: DateFacts; today: string }) {
  const t = useTranslations("performance.status");
  const status = useTranslations("status");
  const may = useMay();
  const forms = useDateForms(facts);
  const { date } = facts;
  const shown = (
    <Status
      status={date.status}
      rank={date.holdRank}
      share={date.capacity ? date.sold / date.capacity : 0}
    />
  );
  const many = { performances: [date.id] };
  const one = { performance: date.id };
  const standing = ["option", "confirmed", "on_sale"].includes(date.status);
  const mayWrite = may("tours:write");
  const settles = date.status === "played" && may("business:write");
  if (!(standing && mayWrite) && !settles) {
    return <span className="inline-flex h-10 items-center px-1">{shown}</span>;
  }
  return (
    <Menu
      align="start"
      trigger={
        <button
          type="button"
          aria-label={t("change", {
            status: date.holdRank
              ? status("optionRank", { rank: date.holdRank })
              : status(date.status),
          })}
          className="inline-flex h-10 items-center gap-2 rounded-md border border-line bg-surface px-3 hover:bg-hover data-popup-open:bg-hover"
        >
          {shown}
          <ChevronDown aria-hidden className="size-4 text-faint" />
        </button>
      }
    >
      {date.status === "option" && (
        <>
          <MenuItem
            icon={<Check aria-hidden />}
            onClick={() => void forms.run("tours_confirm_performances", many)}
          >
            {t("confirm")}
          </MenuItem>
          <MenuLine />
          <MenuChoice
            label={t("rank")}
            value={String(date.holdRank ?? 1)}
            onChange={(rank) =>
              void forms.run("tours_set_hold", { ...one, hold_rank: Number(rank) })
            }
            options={["1", "2", "3"].map((rank) => ({
              value: rank,
              label: status("optionRank", { rank }),
            }))}
          />
          <MenuItem icon={<Hourglass aria-hidden />} onClick={forms.challenge}>
            {t("challenge")}
          </MenuItem>
        </>
      )}
      {date.status === "confirmed" && (
        <>
          {may("ticketing:publish") && date.day >= today && (
            <MenuItem
              icon={<Ticket aria-hidden />}
              onClick={() => void forms.run("ticketing_publish_performance", one)}
            >
              {t("publish")}
            </MenuItem>
          )}
          {date.sold === 0 && (
            <MenuItem
              icon={<Hourglass aria-hidden />}
              onClick={() => void forms.run("tours_set_hold", { ...one, hold_rank: 1 })}
            >
              {t("hold")}
            </MenuItem>
          )}
        </>
      )}
      {(date.status === "confirmed" || date.status === "on_sale") && date.day <= today && (
        <MenuItem
          icon={<CircleCheck aria-hidden />}
          onClick={() => void forms.run("tours_mark_played", many)}
        >
          {t("played")}
        </MenuItem>
      )}
      {settles && (
        <MenuItem
          icon={<CircleCheck aria-hidden />}
          onClick={() => void forms.run("business_settle_performance", one)}
        >
          {t("settle")}
        </MenuItem>
      )}
      {standing && mayWrite && (
        <>
          {(date.status !== "on_sale" || date.day <= today) && <MenuLine />}
          <MenuItem icon={<CalendarClock aria-hidden />} onClick={forms.move}>
            {t("move")}
          </MenuItem>
          <MenuItem danger icon={<X aria-hidden />} onClick={forms.cancel}>
            {date.status === "option" ? t("release") : t("cancel")}
          </MenuItem>
        </>
      )}
    </Menu>
  );
}
