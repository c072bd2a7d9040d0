import type { Span } from "./span.ts";

const EMAIL = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}/gu;
const URL =
  /\b(?:https?:\/\/[^\s<>"«»]+|www\.[^\s<>"«»]+|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|fr|org|net|eu|io|be|ch|live|music|band)(?:\/[^\s<>"«»]*)?)/giu;
const PHONE =
  /(?<![\d/+])(?:\+|00)\d{1,3}[\s.()-]*(?:\d[\s.()-]*){6,11}\d(?!\d)|(?<![\d/+])0[1-9](?:[\s.-]?\d{2}){4}(?!\d)/gu;

/** E-mail addresses, links and telephone numbers, the last in international form (France by default). */
export function readAddresses(text: string): Span[] {
  const spans: Span[] = [];
  for (const found of text.matchAll(EMAIL))
    spans.push({ type: "email", value: { email: found[0].toLowerCase() }, ...placed(found) });
  for (const found of text.matchAll(URL)) {
    const trimmed = found[0].replace(/[.,;:!?)\]]+$/u, "");
    const start = found.index;
    if (text[start - 1] === "@" || text[start + trimmed.length] === "@") continue;
    const url = /^https?:/iu.test(trimmed) ? trimmed : `https://${trimmed}`;
    spans.push({
      type: "url",
      value: { url },
      start,
      end: start + trimmed.length,
      text: trimmed,
      confidence: 0.95,
    });
  }
  for (const found of text.matchAll(PHONE))
    spans.push({ type: "phone", value: { phone: international(found[0]) }, ...placed(found) });
  return spans;
}

function placed(found: RegExpExecArray) {
  return {
    start: found.index,
    end: found.index + found[0].length,
    text: found[0],
    confidence: 0.97,
  };
}

function international(written: string): string {
  const plain = written.replace(/\(0\)/gu, "").replace(/[^\d+]/gu, "");
  if (plain.startsWith("+")) return plain;
  return plain.startsWith("00") ? `+${plain.slice(2)}` : `+33${plain.slice(1)}`;
}
