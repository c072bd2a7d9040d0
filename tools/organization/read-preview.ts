import { z } from "zod";
import type { Say } from "../core/text.ts";

const text = z.object({ fr: z.string(), en: z.string() });
const preview = z.object({
  title: text,
  lines: z.array(z.object({ label: text, value: z.union([z.string(), text]) })).default([]),
  warnings: z.array(text).default([]),
});

/** A stored preview in the reader's language. */
export function readPreview(stored: unknown, say: Say) {
  const { title, lines, warnings } = preview.parse(stored);
  return {
    title,
    lines: lines.map(({ label, value }) => ({
      label: say(label),
      value: typeof value === "string" ? value : say(value),
    })),
    warnings: warnings.map((warning) => say(warning)),
  };
}
