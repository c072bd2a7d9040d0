"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { Segments } from "../components/tabs.tsx";

type When = "all" | "coming" | "past";

/** Which dates the result is of. */
export function WhenChoice({ when }: { when: When }) {
  const t = useTranslations("business");
  const router = useRouter();
  return (
    <div>
      <Segments<When>
        label={t("period")}
        value={when}
        onChange={(next) =>
          router.replace(next === "all" ? "/business/profit" : `/business/profit?when=${next}`)
        }
        options={[
          { value: "all", label: t("allDates") },
          { value: "coming", label: t("coming") },
          { value: "past", label: t("past") },
        ]}
      />
    </div>
  );
}
