import { registry } from "#tools/registry.ts";
import type { Locale } from "#tools/core/text.ts";
import type { CatalogueEntry } from "./catalogue.ts";

/** Deciding is done on its card. */
const hidden = new Set<string>(["organization_decide_approval"]);

/** The tools that a person may use, in their language. */
export function readCatalogue(locale: Locale, permissions: ReadonlySet<string>): CatalogueEntry[] {
  return registry
    .filter((tool) => permissions.has(tool.permission) && !hidden.has(tool.name))
    .map((tool) => ({
      name: tool.name,
      title: tool.title[locale],
      example: tool.examples[0]?.[locale] ?? tool.title[locale],
      effect: tool.effect,
    }));
}
