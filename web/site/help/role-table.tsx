import { getLocale, getTranslations } from "next-intl/server";
import { getAccounts } from "#accounts/auth.ts";
import { readRoleMatrix } from "#database/installation.ts";
import { asLocale } from "../../session/preferences.ts";

/** Who may do what, as the database enforces it. */
export async function RoleTable() {
  const [t, locale, { roles, permissions }] = await Promise.all([
    getTranslations("site.help.roles"),
    getLocale(),
    readRoleMatrix(getAccounts().database),
  ]);
  const language = asLocale(locale);
  return (
    <section
      aria-label={t("lead")}
      className="relative overflow-x-auto rounded-lg border border-line bg-surface"
      // A region that scrolls is reached by keyboard.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <table className="w-full border-collapse text-sm">
        <thead>
          <tr className="border-b border-line text-left align-bottom text-faint">
            <th scope="col" className="px-4 py-2.5 font-normal">
              {t("right")}
            </th>
            {roles.map((role) => (
              <th key={role.name} scope="col" className="px-3 py-2.5 text-center font-normal">
                {role.title[language]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {permissions.map((permission) => (
            <tr key={permission.name} className="border-b border-line last:border-0">
              <th scope="row" className="min-w-44 px-4 py-2 text-left font-normal">
                {permission.title[language]}
              </th>
              {roles.map((role) => {
                const held = permission.roles.includes(role.name);
                return (
                  <td key={role.name} className="px-3 py-2 text-center">
                    <span aria-hidden className={held ? "text-confirmed" : "text-faint"}>
                      {held ? "●" : "–"}
                    </span>
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
