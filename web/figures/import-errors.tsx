"use client";

import { useTranslations } from "next-intl";
import { Panel } from "../components/panel.tsx";
import { Table } from "../components/table.tsx";
import { useSay } from "../components/use-say.ts";

/** What is wrong with a file, line by line. */
export function ImportErrors({ errors }: { errors: { line: number; fr: string; en: string }[] }) {
  const t = useTranslations("figures");
  const say = useSay();
  return (
    <Panel level={2} flush title={t("errors")}>
      <div className="max-h-96 overflow-y-auto border-t border-line">
        <Table
          label={t("errors")}
          columns={[
            { key: "line", label: t("line"), type: "number" },
            { key: "why", label: t("why"), type: "text" },
          ]}
          rows={errors.map(({ line, fr, en }) => ({ line, why: say({ fr, en }) }))}
        />
      </div>
    </Panel>
  );
}
