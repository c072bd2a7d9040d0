"use client";

import { useTranslations } from "next-intl";
import { usePathname, useRouter } from "next/navigation";
import { useTransition } from "react";
import { Select } from "../components/select.tsx";

const shown = 8;

/** The quarter that is declared, and those around it. */
export function QuarterChoice({ year, quarter }: { year: number; quarter: number }) {
  const t = useTranslations("figures");
  const router = useRouter();
  const path = usePathname();
  const [pending, startTransition] = useTransition();
  const rank = year * 4 + quarter - 1;
  const around = Array.from({ length: shown }, (_, at) => rank + 2 - at).map((one) => ({
    year: Math.floor(one / 4),
    quarter: (one % 4) + 1,
  }));
  return (
    <Select
      label={t("quarter")}
      value={`${year}-${quarter}`}
      disabled={pending}
      onChange={(value) => startTransition(() => router.replace(`${path}?quarter=${value}`))}
      options={around.map((one) => ({
        value: `${one.year}-${one.quarter}`,
        label: t("quarterOf", { quarter: one.quarter, year: String(one.year) }),
      }))}
    />
  );
}
