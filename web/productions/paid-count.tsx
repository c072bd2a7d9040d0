import { getTranslations } from "next-intl/server";
import { Meter } from "../components/meter.tsx";
import { Panel } from "../components/panel.tsx";

/** How far the work is from the end of its lowest VAT rate. */
export async function PaidCount({
  paid,
  planned,
  before,
  until,
}: {
  paid: number;
  planned: number;
  before: number;
  until: number;
}) {
  const t = await getTranslations("production");
  const left = until - paid;
  return (
    <Panel title={t("count")} level={2}>
      <div className="pb-3">
        <Meter label={t("unit")} value={paid} of={until} />
      </div>
      <p className="text-sm text-soft">
        {left > 0 ? t("left", { count: left }) : t("over")}
        {planned > paid && <> {t("planned", { count: planned })}</>}
        {before > 0 && <> ({t("before", { count: before })})</>}
      </p>
      {left > 0 && planned >= until && (
        <p className="mt-1 text-sm font-medium text-option">{t("crossing")}</p>
      )}
      <p className="mt-2 text-xs text-faint">{t("countHelp", { until })}</p>
    </Panel>
  );
}
