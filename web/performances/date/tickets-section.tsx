"use client";

import { ArrowUpRight } from "lucide-react";
import { useTranslations } from "next-intl";
import dynamic from "next/dynamic";
import Link from "next/link";
import { Meter } from "../../components/meter.tsx";
import { Skeleton } from "../../components/skeleton.tsx";
import { useSay } from "../../components/use-say.ts";
import { useMay } from "../../shell/permissions.tsx";
import { AddButton, Nothing, Section } from "./section.tsx";
import { type DateFacts, useDateForms } from "./use-date-forms.ts";

const SalesChart = dynamic(() => import("../../cards/sales-chart.tsx"), {
  ssr: false,
  loading: () => <Skeleton className="h-44" />,
});

/** Tickets sold by type, and how they sold in the last thirty days. */
export function TicketsSection({ facts }: { facts: DateFacts }) {
  const t = useTranslations("performance");
  const card = useTranslations("card");
  const say = useSay();
  const may = useMay();
  const forms = useDateForms(facts);
  const { date, ticketTypes, sales, grossCents, slug, publishedAt, currency } = facts;
  return (
    <Section
      id="tickets"
      title={t("tickets")}
      flush
      aside={
        may("ticketing:write") && (
          <AddButton label={t("addTicketType")} onClick={forms.ticketType} />
        )
      }
      foot={
        ticketTypes.length > 0 && (
          <>
            {may("ticketing:read") && (
              <FootLink href={`/ticketing/${date.id}`}>{t("openTicketing")}</FootLink>
            )}
            {slug && publishedAt && <FootLink href={`/e/${slug}`}>{t("openSale")}</FootLink>}
          </>
        )
      }
    >
      {ticketTypes.length === 0 ? (
        <Nothing>{t("noTickets")}</Nothing>
      ) : (
        <div className="flex flex-col gap-4 px-4 pb-4">
          <div className="grid items-end gap-x-8 gap-y-3 sm:grid-cols-[auto_minmax(0,1fr)]">
            {grossCents !== null && (
              <p className="figures">
                <span className="block font-display text-xl font-semibold tracking-tight">
                  {say.money(grossCents, currency)}
                </span>
                <span className="text-sm text-faint">{card("gross")}</span>
              </p>
            )}
            {date.capacity !== null && (
              <Meter value={date.sold} of={date.capacity} label={card("soldOf")} />
            )}
          </div>
          {sales.length > 1 && (
            <div>
              <h3 className="mb-1 text-sm text-faint">{t("lastDays")}</h3>
              <SalesChart series={sales} currency={currency} />
            </div>
          )}
          <ul className="figures divide-y divide-line/60 text-sm">
            {ticketTypes.map((type) => (
              <li
                key={type.id}
                className="grid min-h-9 grid-cols-[minmax(0,1fr)_auto_minmax(4.5rem,auto)] items-center gap-4"
              >
                <span className="truncate" title={type.name}>
                  {type.name}
                </span>
                <span className="font-medium">
                  {type.priceCents === 0 ? card("free") : say.money(type.priceCents, type.currency)}
                </span>
                <span className="text-right">
                  {say.number(type.sold)}
                  <span className="text-faint"> / {say.number(type.quota)}</span>
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Section>
  );
}

export function FootLink({ href, children }: { href: string; children: string }) {
  return (
    <Link
      href={href}
      prefetch={false}
      className="inline-flex h-8 items-center gap-1 rounded-sm px-2 text-sm text-soft hover:bg-hover hover:text-ink"
    >
      {children}
      <ArrowUpRight aria-hidden className="size-3.5" />
    </Link>
  );
}
