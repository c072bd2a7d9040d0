"use client";

import { Ellipsis, FileText, MessageSquareText, Pencil, Share2 } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { IconButton } from "../../components/button.tsx";
import { buttonLook } from "../../components/button-look.ts";
import { Menu, MenuItem, MenuLink } from "../../components/menu.tsx";
import { useSay } from "../../components/use-say.ts";
import { useMay } from "../../shell/permissions.tsx";
import { askBeside } from "../../shell/side-panel-asks.ts";
import { StatusMenu } from "./status-menu.tsx";
import { type DateFacts, useDateForms } from "./use-date-forms.ts";

export function DateActions({ facts, today }: { facts: DateFacts; today: string }) {
  const t = useTranslations("performance");
  const ask = useTranslations("ask");
  const say = useSay();
  const may = useMay();
  const forms = useDateForms(facts);
  const { date } = facts;
  const which = { city: date.city ?? date.title, day: say.day(date.day) };
  return (
    <>
      <StatusMenu facts={facts} today={today} />
      <Link href={`/performances/${date.id}/day-sheet`} className={buttonLook("outline", "md")}>
        <FileText aria-hidden className="size-4" />
        {t("daySheet")}
      </Link>
      <Menu
        trigger={
          <IconButton label={t("more")} size={40}>
            <Ellipsis />
          </IconButton>
        }
      >
        {may("tours:write") && (
          <MenuItem icon={<Pencil aria-hidden />} onClick={forms.facts}>
            {t("edit")}
          </MenuItem>
        )}
        {facts.slug && facts.publishedAt && (
          <MenuLink icon={<Share2 aria-hidden />} href={`/e/${facts.slug}`}>
            {t("openSale")}
          </MenuLink>
        )}
        {may("agent:use") && (
          <MenuItem
            icon={<MessageSquareText aria-hidden />}
            onClick={() => askBeside(ask("missing", which))}
          >
            {ask("missingLabel")}
          </MenuItem>
        )}
      </Menu>
    </>
  );
}
