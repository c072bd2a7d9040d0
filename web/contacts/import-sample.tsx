"use client";

import { useTranslations } from "next-intl";
import { Panel } from "../components/panel.tsx";
import { Table } from "../components/table.tsx";
import { useSay } from "../components/use-say.ts";
import type { Preview } from "./use-preview.ts";

/** The first lines as they are read, and what becomes of each. */
export function ImportSample({ preview }: { preview: Preview }) {
  const t = useTranslations("import");
  const say = useSay();
  return (
    <Panel title={t("sample")} level={2} flush>
      <div className="border-t border-line">
        <Table
          label={t("sample")}
          columns={[
            { key: "line", label: t("line"), type: "text" },
            { key: "fate", label: t("result"), type: "text" },
            { key: "name", label: t("columnNames.name"), type: "text" },
            { key: "company", label: t("columnNames.company"), type: "text" },
            { key: "email", label: t("columnNames.email"), type: "text" },
            { key: "phone", label: t("columnNames.phone"), type: "text" },
            { key: "city", label: t("columnNames.city"), type: "text" },
          ]}
          rows={preview.sample.map(({ line, fate, error, ...cells }) => ({
            ...cells,
            line: say.number(line),
            fate: error ? `${t(`fate.${fate}`)}, ${say(error)}` : t(`fate.${fate}`),
          }))}
        />
      </div>
    </Panel>
  );
}
