/**
 * The form in which two phone numbers are compared: digits only, French numbers without their
 * country code. « +33 6 12 34 56 78 », « 0033612345678 » and « 06.12.34.56.78 » are one number.
 */
export function phoneKey(phone: string): string {
  const digits = phone.replace(/\(0\)/g, "").replace(/[^\d+]/g, "");
  return digits.replace(/^(\+|00)33/, "0").replace(/^(\+|00)/, "");
}

/** A number has 6 to 15 digits (ITU-T E.164) and nothing but the usual separators. */
export function isPhone(text: string): boolean {
  const digits = text.replace(/\D/g, "").length;
  return /^[+\d][\d\s.()/\-\u00a0\u202f]*$/.test(text.trim()) && digits >= 6 && digits <= 15;
}

/** « Léa MARTIN » → first and last name; a single word is a last name. */
export function splitName(name: string): { first: string | null; last: string } {
  const parts = name.trim().split(/\s+/);
  if (parts.length === 1) return { first: null, last: parts[0] ?? "" };
  return { first: parts[0] ?? null, last: parts.slice(1).join(" ") };
}

/** Tags as they are kept: trimmed, lower case, each once. */
export function tidyTags(tags: string[]): string[] {
  const tidy = tags.map((tag) => tag.trim().replace(/^#/, "").toLowerCase()).filter(Boolean);
  return [...new Set(tidy)];
}

/** A cell that a spreadsheet would run as a formula is written as text (OWASP, CSV injection). */
export function safeCell(cell: string): string {
  return /^[=+\-@\t\r]/.test(cell) && !isPhone(cell) ? `'${cell}` : cell;
}
