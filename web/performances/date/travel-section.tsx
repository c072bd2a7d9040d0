"use client";

import {
  BedDouble,
  Bus,
  Car,
  CarTaxiFront,
  Pencil,
  Plane,
  Route,
  Ship,
  TrainFront,
  Truck,
  X,
} from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { IconButton } from "../../components/button.tsx";
import { useSay } from "../../components/use-say.ts";
import { useChoiceLabel } from "../../forms/form-control.tsx";
import { useMay } from "../../shell/permissions.tsx";
import { AddButton, Nothing, Section } from "./section.tsx";
import { type DateFacts, useDateForms } from "./use-date-forms.ts";

const icons: Record<string, typeof Car> = {
  train: TrainFront,
  plane: Plane,
  bus: Bus,
  van: Car,
  truck: Truck,
  car: Car,
  taxi: CarTaxiFront,
  ferry: Ship,
};

/** How people get there and where they sleep. */
export function TravelSection({ facts }: { facts: DateFacts }) {
  const t = useTranslations("performance");
  const choice = useChoiceLabel();
  const say = useSay();
  const forms = useDateForms(facts);
  const mayWrite = useMay()("tours:write");
  const { date, transports, accommodations } = facts;
  const clock = (at: string | null) => (at ? say.time(at, date.timeZone) : null);
  return (
    <Section
      id="travel"
      title={t("travel")}
      flush
      aside={
        mayWrite && (
          <>
            <AddButton label={t("addTransport")} onClick={forms.transport} />
            <AddButton label={t("addAccommodation")} onClick={forms.accommodation} />
          </>
        )
      }
    >
      {transports.length + accommodations.length === 0 ? (
        <Nothing>{t("noTravel")}</Nothing>
      ) : (
        <ul className="figures divide-y divide-line/60 px-4 pb-2 text-sm">
          {transports.map((one) => {
            const Icon = icons[one.kind] ?? Route;
            const times = [clock(one.departsAt), clock(one.arrivesAt)].filter(Boolean).join(" → ");
            return (
              <Line
                key={one.id}
                icon={<Icon aria-hidden />}
                title={`${one.from} → ${one.to}`}
                details={[
                  choice("transport_kind", one.kind),
                  times,
                  one.km !== null && t("km", { km: say.number(one.km) }),
                  one.reference,
                  one.costCents !== null && say.money(one.costCents, one.currency),
                ]}
                edit={mayWrite ? () => forms.editTransport(one) : undefined}
                remove={
                  mayWrite
                    ? () =>
                        void forms.run("tours_remove_transport", {
                          performance: date.id,
                          transport: one.id,
                        })
                    : undefined
                }
              />
            );
          })}
          {accommodations.map((one) => (
            <Line
              key={one.id}
              icon={<BedDouble aria-hidden />}
              title={one.name}
              details={[
                one.city,
                `${say.shortDay(one.checkInOn)} → ${say.shortDay(one.checkOutOn)}`,
                one.rooms !== null && t("rooms", { count: one.rooms }),
                one.phone,
                one.reference,
                one.costCents !== null && say.money(one.costCents, one.currency),
              ]}
              edit={mayWrite ? () => forms.editAccommodation(one) : undefined}
              remove={
                mayWrite
                  ? () =>
                      void forms.run("tours_remove_accommodation", {
                        performance: date.id,
                        name: one.id,
                      })
                  : undefined
              }
            />
          ))}
        </ul>
      )}
    </Section>
  );
}

function Line({
  icon,
  title,
  details,
  edit,
  remove,
}: {
  icon: ReactNode;
  title: string;
  details: (string | null | false)[];
  edit: (() => void) | undefined;
  remove: (() => void) | undefined;
}) {
  const t = useTranslations("performance");
  return (
    <li className="flex min-h-11 items-center gap-3 py-1.5">
      <span className="text-faint [&_svg]:size-4">{icon}</span>
      <span className="min-w-0 flex-1">
        <span className="block font-medium break-words">{title}</span>
        <span className="block break-words text-faint">{details.filter(Boolean).join(" · ")}</span>
      </span>
      {edit && (
        <IconButton label={t("editNamed", { name: title })} size={32} onClick={edit}>
          <Pencil />
        </IconButton>
      )}
      {remove && (
        <IconButton label={t("removeNamed", { name: title })} size={32} onClick={remove}>
          <X />
        </IconButton>
      )}
    </li>
  );
}
