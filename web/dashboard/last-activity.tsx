import { getTranslations } from "next-intl/server";
import Link from "next/link";
import type { ToolOutput } from "#tools/call-tool.ts";
import type { Say } from "#tools/core/text.ts";
import { Panel } from "../components/panel.tsx";

/** What was done last, by whom and through what. */
export async function LastActivity({
  activity,
  say,
}: {
  activity: ToolOutput<"organization_list_activity">;
  say: Say;
}) {
  const [t, choices] = await Promise.all([
    getTranslations("dashboard"),
    getTranslations("choices.via"),
  ]);
  return (
    <Panel
      title={t("activity")}
      level={2}
      flush
      aside={
        <Link
          href="/activity"
          className="px-2 text-sm text-soft underline-offset-4 hover:underline"
        >
          {t("all")}
        </Link>
      }
    >
      <ul className="divide-y divide-line border-t border-line">
        {activity.calls.map((call) => (
          <li key={call.id} className="px-4 py-2 text-sm">
            <p className={call.undone ? "text-faint line-through" : "font-medium"}>
              {say(call.title)}
            </p>
            <p className="figures text-soft">
              {[
                call.by,
                call.via && choices.has(call.via) ? choices(call.via) : call.via,
                `${say.shortDay(call.at.slice(0, 10))}, ${say.time(call.at, "Europe/Paris")}`,
              ]
                .filter(Boolean)
                .join(" · ")}
            </p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
