"use client";

import { List, MapPin } from "lucide-react";
import { useTranslations } from "next-intl";
import dynamic from "next/dynamic";
import { useState } from "react";
import type { DateRow as Row } from "#tools/core/card.ts";
import { useSpeak } from "../chat/speak.ts";
import { Button } from "../components/button.tsx";
import { DateRow } from "../components/date-row.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { Panel } from "../components/panel.tsx";
import { Skeleton } from "../components/skeleton.tsx";
import { Segments } from "../components/tabs.tsx";
import { useSay } from "../components/use-say.ts";
import type { CardOf } from "./show-card.tsx";

const DatesMap = dynamic(() => import("./map/dates-map.tsx"), {
  ssr: false,
  loading: () => <Skeleton className="aspect-[4/3] rounded-none @md:aspect-[16/10]" />,
});

const firstRows = 20;

export function DatesCard({ card }: { card: CardOf<"dates"> }) {
  const t = useTranslations("card");
  const placed = card.dates.filter((date) => date.latitude !== null && date.longitude !== null);
  const [view, setView] = useState(card.view === "map" && placed.length > 0 ? "map" : "list");
  const [all, setAll] = useState(false);
  const rows = all ? card.dates : card.dates.slice(0, firstRows);
  const hidden = card.dates.length - rows.length;
  const several = new Set(card.dates.map((date) => date.artist)).size > 1;
  return (
    <Panel
      flush
      title={card.title}
      subtitle={card.total > 0 && t("dates", { count: card.total })}
      aside={
        placed.length > 0 && (
          <Segments
            label={t("view")}
            value={view}
            onChange={setView}
            options={[
              { value: "list", label: t("list"), icon: <List aria-hidden /> },
              { value: "map", label: t("map"), icon: <MapPin aria-hidden /> },
            ]}
          />
        )
      }
    >
      <div className="@container border-t border-line">
        {view === "map" ? (
          <DatesMap dates={card.dates} />
        ) : (
          <ul className="divide-y divide-line">
            {rows.map((date) => (
              <li key={date.id}>
                <DateRow date={date} named={several} actions={<Asks date={date} />} />
              </li>
            ))}
          </ul>
        )}
        {view === "list" && card.dates.length === 0 && <EmptyState title={t("noDates")} />}
        {view === "list" && hidden > 0 && (
          <div className="border-t border-line p-2">
            <Button look="quiet" size="sm" wide onClick={() => setAll(true)}>
              {t("showMore", { count: hidden })}
            </Button>
          </div>
        )}
        {card.total > card.dates.length && (all || hidden === 0) && (
          <p className="border-t border-line px-4 py-2 text-sm text-faint">
            {t("shownOf", { shown: card.dates.length, total: card.total })}
          </p>
        )}
      </div>
    </Panel>
  );
}

function Asks({ date }: { date: Row }) {
  const t = useTranslations("ask");
  const speak = useSpeak();
  const say = useSay();
  if (!speak) return null;
  const which = { city: date.city ?? date.title, day: say.day(date.day) };
  return (
    <>
      <Button size="sm" disabled={speak.busy} onClick={() => speak.say(t("missing", which))}>
        {t("missingLabel")}
      </Button>
      <Button size="sm" disabled={speak.busy} onClick={() => speak.say(t("daySheet", which))}>
        {t("daySheetLabel")}
      </Button>
    </>
  );
}
