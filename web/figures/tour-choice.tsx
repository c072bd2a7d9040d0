"use client";

import { useTranslations } from "next-intl";
import { usePathname, useRouter } from "next/navigation";
import { useTransition } from "react";
import { Select } from "../components/select.tsx";

/** Which tour the figures are of, or all dates. */
export function TourChoice({
  tours,
  tour,
}: {
  tours: { id: string; name: string }[];
  tour: string;
}) {
  const t = useTranslations("figures");
  const router = useRouter();
  const path = usePathname();
  const [pending, startTransition] = useTransition();
  return (
    <Select
      label={t("tour")}
      value={tour}
      disabled={pending}
      className="max-w-64"
      onChange={(id) => startTransition(() => router.replace(id ? `${path}?tour=${id}` : path))}
      options={[
        { value: "", label: t("allDates") },
        ...tours.map(({ id, name }) => ({ value: id, label: name })),
      ]}
    />
  );
}
