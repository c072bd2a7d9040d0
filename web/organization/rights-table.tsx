import { Check, Minus } from "lucide-react";
import { getTranslations } from "next-intl/server";
import type { ToolOutput } from "#tools/call-tool.ts";
import type { Say } from "#tools/core/text.ts";

/** What each role may see and do. */
export async function RightsTable({
  rights,
  say,
  label,
}: {
  rights: ToolOutput<"organization_list_roles">;
  say: Say;
  label: string;
}) {
  const [t, choices] = await Promise.all([
    getTranslations("organization"),
    getTranslations("choices.role"),
  ]);
  return (
    <section
      aria-label={label}
      // A region that scrolls is reached by keyboard.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className="relative overflow-x-auto border-t border-line"
    >
      <table className="w-full border-collapse text-sm">
        <thead>
          <tr className="border-b border-line text-faint">
            <th scope="col" className="h-9 px-4 text-left font-normal">
              {t("right")}
            </th>
            {rights.roles.map((role) => (
              <th key={role} scope="col" className="px-3 text-center font-normal">
                {choices(role)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rights.permissions.map((permission) => (
            <tr key={permission.name} className="border-b border-line last:border-0 hover:bg-hover">
              <th scope="row" className="h-9 px-4 text-left font-normal whitespace-nowrap">
                {say(permission.title)}
              </th>
              {rights.roles.map((role) => {
                const held = permission.roles.includes(role);
                const Mark = held ? Check : Minus;
                return (
                  <td key={role} className="px-3 text-center">
                    <Mark
                      aria-hidden
                      className={`inline size-4 ${held ? "text-confirmed" : "text-faint opacity-50"}`}
                    />
                    <span className="sr-only">{held ? t("yes") : t("no")}</span>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
