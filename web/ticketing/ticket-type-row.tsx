"use client";

import { ArrowDown, ArrowUp, BadgeEuro, Ellipsis, Eye, EyeOff, Pencil } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ToolOutput } from "#tools/call-tool.ts";
import { lastDay } from "#tools/ticketing/until-words.ts";
import { IconButton } from "../components/button.tsx";
import { Menu, MenuItem, MenuLine } from "../components/menu.tsx";
import { useSay } from "../components/use-say.ts";
import { useChoiceLabel } from "../forms/form-control.tsx";
import { useTools } from "../forms/tool-runner.tsx";
import { dayOf } from "../session/day-of.ts";
import { FillBar } from "./fill-bar.tsx";

type Box = ToolOutput<"ticketing_get_box_office">;
type Type = Box["ticketTypes"][number];

/** One ticket type: what it costs, how many are gone, and what can be changed of it. */
export function TicketTypeRow({
  type,
  box,
  editable,
  onUp,
  onDown,
}: {
  type: Type;
  box: Box;
  editable: boolean;
  onUp: (() => void) | undefined;
  onDown: (() => void) | undefined;
}) {
  const t = useTranslations("ticketing");
  const say = useSay();
  const kind = useChoiceLabel()("ticket_kind", type.kind);
  const day = (at: string) => say.shortDay(dayOf(at, box.timeZone));
  const marks = [
    kind !== type.name && kind,
    type.hidden && t("hidden"),
    type.accessCode &&
      (type.accessCodeLimit === null
        ? t("code", { code: type.accessCode })
        : t("codeFor", { code: type.accessCode, count: type.accessCodeLimit })),
    type.minPerOrder > 1 && t("atLeast", { count: type.minPerOrder }),
    type.allotted > 0 && t("allotted", { count: type.allotted }),
    type.justification,
    type.opensAt && type.opensAt > box.today && t("opens", { day: day(type.opensAt) }),
    type.closesAt && t("closes", { day: day(type.closesAt) }),
    t("vatOf", { rate: say.percent(type.vatRateBp) }),
  ].filter(Boolean);
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto_5.5rem_2rem] items-center gap-x-4 px-4 py-2.5">
      <div className="min-w-0">
        <p className="flex min-w-0 items-center gap-1.5 font-medium">
          {type.hidden && <EyeOff aria-hidden className="size-3.5 shrink-0 text-faint" />}
          <span className="truncate" title={type.name}>
            {type.name}
          </span>
        </p>
        <p className="truncate text-sm text-faint">{marks.join(" · ")}</p>
      </div>
      <span className="figures text-right font-medium">
        {type.priceCents === 0 ? t("free") : say.money(type.priceCents, box.currency)}
      </span>
      <FillBar sold={type.sold} of={type.quota} />
      {editable ? <TypeMenu type={type} box={box} onUp={onUp} onDown={onDown} /> : <span />}
    </li>
  );
}

function TypeMenu({
  type,
  box,
  onUp,
  onDown,
}: {
  type: Type;
  box: Box;
  onUp: (() => void) | undefined;
  onDown: (() => void) | undefined;
}) {
  const t = useTranslations("ticketing");
  const { openForm, run } = useTools();
  const it = { performance: box.performanceId, ticket_type: type.id };
  const edit = () =>
    openForm({
      tool: "ticketing_update_ticket_type",
      title: t("editType"),
      preset: it,
      changesOnly: true,
      only: [
        "rename",
        "description",
        "quota",
        "min_per_order",
        "max_per_order",
        "vat",
        "justification",
        "access_code",
        "access_code_limit",
        "opens_on",
        "opens_at",
        "closes_on",
        "closes_at",
      ],
      initial: {
        rename: type.name,
        ...(type.description ? { description: type.description } : {}),
        ...(type.quota === null ? {} : { quota: type.quota }),
        min_per_order: type.minPerOrder,
        max_per_order: type.maxPerOrder,
        ...(type.justification ? { justification: type.justification } : {}),
        ...(type.accessCodeLimit === null ? {} : { access_code_limit: type.accessCodeLimit }),
        vat: type.vatRateBp,
        ...(type.accessCode ? { access_code: type.accessCode } : {}),
        ...(type.opensAt ? { opens_on: dayOf(type.opensAt, box.timeZone) } : {}),
        ...(type.closesAt ? { closes_on: lastDay(type.closesAt, box.timeZone) } : {}),
      },
    });
  const price = () =>
    openForm({
      tool: "ticketing_change_price",
      title: t("priceTitle", { name: type.name }),
      preset: { performances: [box.performanceId], ticket_type: type.id },
      only: ["price"],
      initial: { price: type.priceCents },
    });
  return (
    <Menu
      trigger={
        <IconButton label={t("more", { name: type.name })}>
          <Ellipsis />
        </IconButton>
      }
    >
      <MenuItem icon={<Pencil aria-hidden />} onClick={edit}>
        {t("edit")}
      </MenuItem>
      <MenuItem icon={<BadgeEuro aria-hidden />} onClick={price}>
        {t("changePrice")}
      </MenuItem>
      <MenuItem
        icon={type.hidden ? <Eye aria-hidden /> : <EyeOff aria-hidden />}
        onClick={() => void run("ticketing_update_ticket_type", { ...it, hidden: !type.hidden })}
      >
        {type.hidden ? t("show") : t("hide")}
      </MenuItem>
      {(onUp || onDown) && <MenuLine />}
      {onUp && (
        <MenuItem icon={<ArrowUp aria-hidden />} onClick={onUp}>
          {t("up")}
        </MenuItem>
      )}
      {onDown && (
        <MenuItem icon={<ArrowDown aria-hidden />} onClick={onDown}>
          {t("down")}
        </MenuItem>
      )}
    </Menu>
  );
}
