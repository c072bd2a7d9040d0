import { getTranslations } from "next-intl/server";
import type { ToolOutput } from "#tools/call-tool.ts";
import type { Say } from "#tools/core/text.ts";
import { sayWarning } from "#tools/ticketing/platform-warnings.ts";
import { Notice } from "../components/notice.tsx";

/** What needs a person about the sales of other platforms. */
export async function Warnings({
  warnings,
  say,
}: {
  warnings: ToolOutput<"ticketing_list_warnings">["warnings"];
  say: Say;
}) {
  if (warnings.length === 0) return null;
  const t = await getTranslations("figures");
  return (
    <Notice tone="warning" title={t("warnings")}>
      <ul className="flex flex-col gap-0.5">
        {warnings.map((one) => (
          <li key={`${one.kind} ${one.performanceId} ${one.platform}`}>{sayWarning(one, say)}</li>
        ))}
      </ul>
    </Notice>
  );
}
