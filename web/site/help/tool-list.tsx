import { getLocale, getTranslations } from "next-intl/server";
import type { Tool } from "#tools/core/tool.ts";
import { registry } from "#tools/registry.ts";
import { asLocale } from "../../session/preferences.ts";

/** Everything that may be asked, with words that work, by domain: read from the registry. */
export async function ToolList() {
  const [t, locale] = await Promise.all([getTranslations("site.help"), getLocale()]);
  const language = asLocale(locale);
  const tools = registry.filter((tool: Tool) => tool.permission !== "sale:buy");
  const domains = Object.groupBy(tools, (tool) => tool.name.slice(0, tool.name.indexOf("_")));
  return (
    <>
      <p>{t("chat.canLead", { count: tools.length })}</p>
      <div className="divide-y divide-line rounded-lg border border-line bg-surface">
        {Object.entries(domains).map(([domain, listed = []]) => (
          <details key={domain} className="group">
            <summary className="flex min-h-12 list-none items-center justify-between gap-4 px-4 font-medium hover:bg-hover">
              {t.has(`domains.${domain}`) ? t(`domains.${domain}`) : domain}
              <span className="figures text-sm font-normal text-faint">{listed.length}</span>
            </summary>
            <dl className="border-t border-line px-4 py-2">
              {listed.map((tool: Tool) => (
                <div
                  key={tool.name}
                  className="grid gap-x-6 py-1.5 sm:grid-cols-[14rem_minmax(0,1fr)]"
                >
                  <dt>{tool.title[language]}</dt>
                  <dd className="text-soft">
                    {language === "fr"
                      ? `«\u00a0${tool.examples[0]?.fr}\u00a0»`
                      : `“${tool.examples[0]?.en}”`}
                  </dd>
                </div>
              ))}
            </dl>
          </details>
        ))}
      </div>
    </>
  );
}
