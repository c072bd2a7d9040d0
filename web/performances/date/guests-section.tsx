"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button, IconButton } from "../../components/button.tsx";
import { useMay } from "../../shell/permissions.tsx";
import { AddButton, Nothing, Section } from "./section.tsx";
import { type DateFacts, useDateForms } from "./use-date-forms.ts";

const firstRows = 8;

export function GuestsSection({ facts }: { facts: DateFacts }) {
  const t = useTranslations("performance");
  const may = useMay();
  const forms = useDateForms(facts);
  const [all, setAll] = useState(false);
  const { guests, places, date } = facts;
  if (!may("ticketing:read")) return null;
  const mayWrite = may("ticketing:write");
  const rows = all ? guests : guests.slice(0, firstRows);
  return (
    <Section
      id="guests"
      title={t("guests")}
      subtitle={guests.length > 0 && t("places", { count: places })}
      flush
      aside={
        mayWrite && <AddButton label={t("add")} named={t("forms.guests")} onClick={forms.guests} />
      }
    >
      {guests.length === 0 ? (
        <Nothing>{t("noGuests")}</Nothing>
      ) : (
        <ul className="divide-y divide-line/60 px-4 pb-2 text-sm">
          {rows.map((guest) => (
            <li key={guest.id} className="flex min-h-9 items-center gap-3">
              <span className="min-w-0 flex-1 truncate" title={guest.name}>
                {guest.name}
                {guest.plusOnes > 0 && (
                  <span className="figures text-soft"> +{guest.plusOnes}</span>
                )}
              </span>
              <span className="max-w-40 truncate text-faint">{guest.list}</span>
              {mayWrite && (
                <IconButton
                  label={t("removeNamed", { name: guest.name })}
                  size={28}
                  onClick={() =>
                    void forms.run("ticketing_remove_guest", {
                      performance: date.id,
                      guest: guest.id,
                    })
                  }
                >
                  <X />
                </IconButton>
              )}
            </li>
          ))}
        </ul>
      )}
      {guests.length > rows.length && (
        <div className="border-t border-line p-1.5">
          <Button look="quiet" size="sm" wide onClick={() => setAll(true)}>
            {t("showAll", { count: guests.length })}
          </Button>
        </div>
      )}
    </Section>
  );
}
