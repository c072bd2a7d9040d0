"use client";

import { Plus, Send, Settings2, Users, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ToolOutput } from "#tools/call-tool.ts";
import { lastDay, untilWords } from "#tools/ticketing/until-words.ts";
import { Button, IconButton } from "../components/button.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { Panel } from "../components/panel.tsx";
import { useSay } from "../components/use-say.ts";
import { useTools } from "../forms/tool-runner.tsx";
import { useMay } from "../shell/permissions.tsx";

type Box = ToolOutput<"ticketing_get_box_office">;

/** Who is invited, list by list, each within its quota. */
export function GuestLists({ box }: { box: Box }) {
  const t = useTranslations("ticketing");
  const words = useTranslations("afterSale");
  const { openForm } = useTools();
  const may = useMay()("ticketing:write") && box.state !== "cancelled";
  const add = (list?: string) => (
    <Button
      size="sm"
      icon={<Plus aria-hidden className="size-3.5" />}
      onClick={() =>
        openForm({
          tool: "ticketing_add_guests",
          title: t("addGuests"),
          submit: t("newGuests"),
          preset: { performance: box.performanceId },
          only: ["guests", "plus_ones", "list", "email"],
          ...(list ? { initial: { list } } : {}),
        })
      }
    >
      {t("newGuests")}
    </Button>
  );
  return (
    <Panel
      level={2}
      flush
      title={t("guests")}
      aside={may && add(box.guestLists[0]?.name)}
      foot={
        may && (
          <Button
            size="sm"
            look="quiet"
            icon={<Plus aria-hidden className="size-3.5" />}
            onClick={() =>
              openForm({
                tool: "ticketing_set_guest_list",
                title: words("newList"),
                preset: { performance: box.performanceId },
                only: ["list", "quota", "deadline_on", "deadline_at", "person", "email"],
              })
            }
          >
            {words("newList")}
          </Button>
        )
      }
    >
      {box.guestLists.length === 0 ? (
        <EmptyState icon={<Users aria-hidden />} title={t("noGuests")}>
          {t("noGuestsHelp")}
        </EmptyState>
      ) : (
        box.guestLists.map((list) => (
          <GuestList
            key={list.id}
            list={list}
            guests={box.guests.filter((guest) => guest.list === list.name)}
            performance={box.performanceId}
            timeZone={box.timeZone}
            may={may}
          />
        ))
      )}
    </Panel>
  );
}

function GuestList({
  list,
  guests,
  performance,
  timeZone,
  may,
}: {
  list: Box["guestLists"][number];
  guests: Box["guests"];
  performance: string;
  timeZone: string;
  may: boolean;
}) {
  const t = useTranslations("ticketing");
  const words = useTranslations("afterSale");
  const say = useSay();
  const { openForm, run } = useTools();
  const set = () =>
    openForm({
      tool: "ticketing_set_guest_list",
      title: words("setListTitle"),
      preset: { performance, list: list.name },
      only: ["quota", "deadline_on", "deadline_at", "person", "email", "rename"],
      changesOnly: true,
      initial: {
        ...(list.quota === null ? {} : { quota: list.quota }),
        ...(list.person ? { person: list.person } : {}),
        ...(list.email ? { email: list.email } : {}),
        ...(list.deadline ? { deadline_on: lastDay(list.deadline, timeZone) } : {}),
        rename: list.name,
      },
    });
  const share = () =>
    openForm({
      tool: "ticketing_share_guest_list",
      title: words("shareTitle"),
      submit: words("shareSend"),
      preset: { performance, list: list.name },
      only: ["email", "person"],
      initial: {
        ...(list.email ? { email: list.email } : {}),
        ...(list.person ? { person: list.person } : {}),
      },
    });
  const until = list.deadline && untilWords(say, list.deadline, timeZone, true);
  const about = [
    list.person,
    until && words(list.isClosed ? "guestClosed" : "guestDeadline", { until }),
  ].filter(Boolean);
  return (
    <section aria-label={list.name} className="border-t border-line">
      <header className="flex min-h-10 items-center justify-between gap-3 bg-sunken/50 px-4 text-sm">
        <span className="min-w-0 py-1">
          <h3 className="truncate font-medium">{list.name}</h3>
          {about.length > 0 && (
            <span className="figures block text-faint">{about.join(" · ")}</span>
          )}
        </span>
        <span className="figures flex shrink-0 items-center gap-1 text-faint">
          {list.quota === null
            ? t("places", { count: list.places })
            : t("placesOf", { places: say.number(list.places), quota: say.number(list.quota) })}
          {may && (
            <>
              {!list.isClosed && (
                <IconButton size={28} label={words("share", { name: list.name })} onClick={share}>
                  <Send />
                </IconButton>
              )}
              <IconButton size={28} label={words("setList", { name: list.name })} onClick={set}>
                <Settings2 />
              </IconButton>
            </>
          )}
        </span>
      </header>
      <ul className="divide-y divide-line">
        {guests.map((guest) => (
          <li key={guest.id} className="flex min-h-11 items-center gap-3 px-4 py-1.5 text-sm">
            <span className="min-w-0 flex-1">
              <span className="block truncate" title={guest.name}>
                {guest.name}
                {guest.plusOnes > 0 && (
                  <span className="figures ml-1.5 text-soft">
                    {t("plus", { count: guest.plusOnes })}
                  </span>
                )}
              </span>
              {(guest.email ?? guest.note) && (
                <span className="block truncate text-faint">{guest.note ?? guest.email}</span>
              )}
            </span>
            {guest.status === "confirmed" && (
              <span className="text-confirmed">{t("confirmedGuest")}</span>
            )}
            {guest.status === "declined" && <span className="text-faint">{t("declined")}</span>}
            {may && (
              <IconButton
                size={28}
                label={t("removeGuest", { name: guest.name })}
                onClick={() => void run("ticketing_remove_guest", { performance, guest: guest.id })}
              >
                <X />
              </IconButton>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
