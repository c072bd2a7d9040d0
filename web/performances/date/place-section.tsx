"use client";

import { Pencil } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import type { ReactNode } from "react";
import { Button } from "../../components/button.tsx";
import { useSay } from "../../components/use-say.ts";
import { useMay } from "../../shell/permissions.tsx";
import { Section } from "./section.tsx";
import { type DateFacts, useDateForms } from "./use-date-forms.ts";

const link =
  "inline-block min-h-6 underline underline-offset-4 decoration-line hover:decoration-current";

/** Where, with whom, for how many. */
export function PlaceSection({ facts }: { facts: DateFacts }) {
  const t = useTranslations("performance");
  const say = useSay();
  const forms = useDateForms(facts);
  const { date } = facts;
  const map = [date.venue, facts.address ?? date.city].filter(Boolean).join(", ");
  const rows: [string, ReactNode][] = [
    [
      t("venue"),
      date.venueId && (
        <Link key="venue" href={`/venues/${date.venueId}`} prefetch={false} className={link}>
          {date.venue ?? t("noVenue")}
        </Link>
      ),
    ],
    [
      t("address"),
      facts.address && (
        <a
          key="address"
          href={`https://www.openstreetmap.org/search?query=${encodeURIComponent(map)}`}
          target="_blank"
          rel="noreferrer"
          className={link}
        >
          {facts.address}
        </a>
      ),
    ],
    [t("venuePhone"), facts.venuePhone && <Phone key="phone" number={facts.venuePhone} />],
    [t("capacity"), date.capacity !== null && say.number(date.capacity)],
    [
      t("promoter"),
      facts.promoterId && (
        <span key="promoter" className="flex flex-col">
          <Link href={`/contacts/${facts.promoterId}`} prefetch={false} className={link}>
            {facts.promoter}
          </Link>
          {facts.promoterPhone && <Phone number={facts.promoterPhone} />}
          {facts.promoterEmail && (
            <a href={`mailto:${facts.promoterEmail}`} className={`${link} break-all`}>
              {facts.promoterEmail}
            </a>
          )}
        </span>
      ),
    ],
    [
      t("tour"),
      date.tourId && (
        <Link key="tour" href={`/tours/${date.tourId}`} prefetch={false} className={link}>
          {date.tour}
        </Link>
      ),
    ],
    [t("production"), facts.production],
    [t("decideBy"), facts.holdExpiresOn && say.day(facts.holdExpiresOn)],
    [t("cancelReason"), facts.cancelReason],
    [t("venueNotes"), facts.venueNotes],
  ];
  return (
    <Section
      id="place"
      title={t("place")}
      flush
      aside={
        useMay()("tours:write") && (
          <Button
            size="sm"
            look="quiet"
            icon={<Pencil aria-hidden className="size-3.5" />}
            onClick={forms.facts}
          >
            {t("edit")}
          </Button>
        )
      }
    >
      <dl className="figures grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-4 gap-y-1.5 px-4 pb-4 text-sm">
        {rows
          .filter(([, value]) => value)
          .map(([label, value]) => (
            <div key={label} className="contents">
              <dt className="text-faint">{label}</dt>
              <dd className="min-w-0 break-words">{value}</dd>
            </div>
          ))}
      </dl>
    </Section>
  );
}

function Phone({ number }: { number: string }) {
  return (
    <a href={`tel:${number.replaceAll(/\s/g, "")}`} className={link}>
      {number}
    </a>
  );
}
