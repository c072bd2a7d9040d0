import { chosenLocale } from "#accounts/locale.ts";
import type { Locale } from "#tools/core/text.ts";

/** The language of somebody without an account: as chosen here, else as their browser asks, else French. */
export function readerLocale(headers: Pick<Headers, "get">): Locale {
  return chosenLocale(headers) ?? asked(headers.get("accept-language")) ?? "fr";
}

function asked(header: string | null): Locale | undefined {
  const wanted = (header ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
      const weight = parameters.find((each) => each.trim().startsWith("q="));
      return { tag: tag.split("-")[0], weight: Number(weight?.trim().slice(2) ?? 1) };
    })
    .filter(({ tag, weight }) => (tag === "fr" || tag === "en") && weight > 0)
    .toSorted((one, other) => other.weight - one.weight);
  return wanted[0]?.tag as Locale | undefined;
}
