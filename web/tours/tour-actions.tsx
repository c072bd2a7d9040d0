"use client";

import {
  CalendarArrowDown,
  CalendarOff,
  ClipboardPaste,
  Ellipsis,
  Pencil,
  Plus,
} from "lucide-react";
import { useTranslations } from "next-intl";
import type { ToolOutput } from "#tools/call-tool.ts";
import { Button, IconButton } from "../components/button.tsx";
import { Menu, MenuItem, MenuLink } from "../components/menu.tsx";
import { useTools } from "../forms/tool-runner.tsx";
import { useNewDate } from "../performances/new-date.tsx";
import { useMay } from "../shell/permissions.tsx";
import { usePasteRouting } from "./new-tour.tsx";

type Tour = ToolOutput<"tours_get_tour">;

export function TourActions({ tour }: { tour: Tour }) {
  const t = useTranslations("tours");
  const { openForm } = useTools();
  const newDate = useNewDate();
  const paste = usePasteRouting();
  const mayWrite = useMay()("tours:write");
  const calendar = (
    <MenuLink icon={<CalendarArrowDown aria-hidden />} href={`/api/tours/${tour.id}/calendar`}>
      {t("calendarFile")}
    </MenuLink>
  );
  return (
    <>
      {mayWrite && (
        <Button
          look="ink"
          icon={<Plus aria-hidden className="size-4" />}
          onClick={() => newDate({ tour: tour.id }, true)}
        >
          {t("addDate")}
        </Button>
      )}
      <Menu
        trigger={
          <IconButton label={t("more")} size={40}>
            <Ellipsis />
          </IconButton>
        }
      >
        {mayWrite && (
          <>
            <MenuItem icon={<ClipboardPaste aria-hidden />} onClick={() => paste(tour.id)}>
              {t("paste")}
            </MenuItem>
            <MenuItem
              icon={<CalendarOff aria-hidden />}
              onClick={() =>
                openForm({
                  tool: "tours_set_day",
                  title: t("markDay"),
                  preset: { tour: tour.id },
                  only: ["day", "day_kind", "note"],
                  initial: { day_kind: "off" },
                })
              }
            >
              {t("markDay")}
            </MenuItem>
            <MenuItem
              icon={<Pencil aria-hidden />}
              onClick={() =>
                openForm({
                  tool: "tours_update_tour",
                  title: t("edit"),
                  preset: { tour: tour.id },
                  changesOnly: true,
                  initial: {
                    name: tour.name,
                    starts_on: tour.startsOn ?? undefined,
                    ends_on: tour.endsOn ?? undefined,
                    tour_status: tour.status,
                    notes: tour.notes ?? undefined,
                  },
                })
              }
            >
              {t("edit")}
            </MenuItem>
          </>
        )}
        {calendar}
      </Menu>
    </>
  );
}
