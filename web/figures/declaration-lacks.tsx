import { getTranslations } from "next-intl/server";
import Link from "next/link";
import type { ToolOutput } from "#tools/call-tool.ts";
import type { Say } from "#tools/core/text.ts";
import { Panel } from "../components/panel.tsx";

/** Performances whose declaration still lacks something, each with its page. */
export async function DeclarationLacks({
  missing,
  say,
}: {
  missing: ToolOutput<"ticketing_export_declaration">["missing"];
  say: Say;
}) {
  if (missing.length === 0) return null;
  const t = await getTranslations("figures");
  return (
    <Panel level={2} flush title={t("toComplete")}>
      <ul className="divide-y divide-line border-t border-line text-sm">
        {missing.map((one) => (
          <li key={one.performanceId}>
            <Link
              href={`/performances/${one.performanceId}`}
              className="flex min-h-11 items-center justify-between gap-4 px-4 py-2 hover:bg-hover"
            >
              <span className="figures font-medium">{one.performance}</span>
              <span className="text-option">
                {say.list(one.lacks.map((lack) => t(`lacks.${lack}`)))}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
