"use client";

import { useTranslations } from "next-intl";
import dynamic from "next/dynamic";
import { usePathname, useRouter } from "next/navigation";
import { useTransition } from "react";
import type { ToolOutput } from "#tools/call-tool.ts";
import { EmptyState } from "../components/empty-state.tsx";
import { Panel } from "../components/panel.tsx";
import { Select } from "../components/select.tsx";
import { Skeleton } from "../components/skeleton.tsx";
import { curvePoints } from "./curve-points.ts";

const CurveChart = dynamic(() => import("./curve-chart.tsx"), {
  ssr: false,
  loading: () => <Skeleton className="h-56" />,
});

/** The sales of a date as they add up, beside those of another date of the same artist. */
export function SalesCurve({ box }: { box: ToolOutput<"ticketing_get_box_office"> }) {
  const t = useTranslations("ticketing");
  const router = useRouter();
  const path = usePathname();
  const [pending, startTransition] = useTransition();
  const points = curvePoints(box, box.compared, box.today);
  const choose = (id: string) =>
    startTransition(() => router.replace(id ? `${path}?compare=${id}` : path, { scroll: false }));
  return (
    <Panel
      level={2}
      title={t("curve")}
      aside={
        box.others.length > 0 && (
          <Select
            label={t("compare")}
            value={box.compared?.id ?? ""}
            disabled={pending}
            className="max-w-44 sm:max-w-64"
            onChange={choose}
            options={[
              { value: "", label: t("noCompare") },
              ...box.others.map(({ id, label }) => ({ value: id, label })),
            ]}
          />
        )
      }
    >
      {points.length === 0 ? (
        <EmptyState title={t("noSales")}>{t("noSalesHelp")}</EmptyState>
      ) : (
        <CurveChart
          points={points}
          names={{ day: box.day, label: box.label, compared: box.compared?.label ?? null }}
        />
      )}
    </Panel>
  );
}
