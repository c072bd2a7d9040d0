import { expect, test } from "vitest";
import { localPlaces as places } from "#integrations/places/index.ts";
import { recognise } from "./index.ts";

/** A Thursday. */
export const today = "2026-11-26";

/** Each span as "type: what matters of its value". */
export function read(text: string, locale: "fr" | "en" = "fr"): string[] {
  return recognise(text, { locale, today, places }).map((span) => `${span.type}: ${told(span)}`);
}

function told(span: ReturnType<typeof recognise>[number]): string {
  switch (span.type) {
    case "date":
      return span.value.day;
    case "dates":
      return span.value.days.join(" ");
    case "date_range":
      return `${span.value.from} ${span.value.to}`;
    case "month":
      return `${span.value.from} ${span.value.to}`;
    case "weekdays":
      return span.value.weekdays.join(" ");
    case "relative_day":
      return String(span.value.days);
    case "time":
      return span.value.time + (span.value.afterMidnight ? " next day" : "");
    case "time_range":
      return `${span.value.from} ${span.value.to}`;
    case "schedule":
      return `${span.value.kind} ${span.value.time}${span.value.until ? ` ${span.value.until}` : ""}`;
    case "money":
      return `${span.value.cents} ${span.value.currency}${span.value.tax ? ` ${span.value.tax}` : ""}`;
    case "percent":
    case "vat_rate":
      return String(span.value.basisPoints);
    case "count":
      return [span.value.count, span.value.of, span.value.approximate && "about"]
        .filter(Boolean)
        .join(" ");
    case "shift":
    case "duration": {
      const { years, months, days, minutes } = span.value;
      return [
        years && `${years}y`,
        months && `${months}mo`,
        days && `${days}d`,
        minutes && `${minutes}min`,
      ]
        .filter(Boolean)
        .join(" ");
    }
    case "place":
      return `${span.value.place.name}${span.value.place.district ? ` ${span.value.place.district}` : ""} ${span.value.place.country}`;
    case "area":
      return span.value.code;
    case "reference": {
      const { select, count, index, by } = span.value;
      return [select, count, index, by?.type].filter((part) => part !== undefined).join(" ");
    }
    default:
      return String(Object.values(span.value)[0]);
  }
}

export type Cases = [text: string, ...spans: string[]][];
export const french = (cases: Cases) =>
  test.each(cases.map(([text, ...spans]) => ({ text, spans })))("« $text »", ({ text, spans }) =>
    expect(read(text)).toEqual(spans),
  );
export const english = (cases: Cases) =>
  test.each(cases.map(([text, ...spans]) => ({ text, spans })))('"$text"', ({ text, spans }) =>
    expect(read(text, "en")).toEqual(spans),
  );
