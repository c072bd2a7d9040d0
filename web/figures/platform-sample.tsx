"use client";

import { useTranslations } from "next-intl";
import { Panel } from "../components/panel.tsx";
import { Table } from "../components/table.tsx";
import { useSay } from "../components/use-say.ts";
import type { PlatformPreview } from "./use-platform-preview.ts";

/** The first lines as they are read, and what becomes of each. */
export function PlatformSample({ preview }: { preview: PlatformPreview }) {
  const t = useTranslations("figures");
  const say = useSay();
  return (
    <Panel title={t("sample")} level={2} flush>
      <div className="border-t border-line">
        <Table
          label={t("sample")}
          columns={[
            { key: "line", label: t("line"), type: "text" },
            { key: "result", label: t("result"), type: "text" },
            { key: "ticket", label: t("ticket"), type: "text" },
            { key: "category", label: t("type"), type: "text" },
            { key: "price", label: t("price"), type: "money" },
          ]}
          rows={preview.sample.map(({ line, fate, ticket, category, priceCents, error }) => ({
            line: say.number(line),
            result: error ? `${t(`fate.${fate}`)}, ${say(error)}` : t(`fate.${fate}`),
            ticket,
            category,
            price: priceCents,
          }))}
        />
      </div>
    </Panel>
  );
}
