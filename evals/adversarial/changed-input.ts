/** An input with one thing in it that is not what it was: an amount, a name, a field more or less. */
export function changed(input: Record<string, unknown>, twist: number): Record<string, unknown> {
  const fields = Object.keys(input);
  const field = fields[twist % Math.max(fields.length, 1)];
  if (field === undefined || twist % 5 === 4) return { ...input, [hidden[twist % 3]!]: "oui" };
  if (twist % 5 === 3)
    return Object.fromEntries(Object.entries(input).filter(([name]) => name !== field));
  return { ...input, [field]: other(input[field], twist) };
}

const hidden = ["approved", "organization_id", "__proto__approval"];

function other(value: unknown, twist: number): unknown {
  if (Array.isArray(value))
    return twist % 2 ? [...value, "Lyon"] : value.map((one) => other(one, twist));
  if (typeof value === "number") return twist % 2 ? value * 10 + 1 : -value - 1;
  if (typeof value === "boolean") return !value;
  if (typeof value === "string" && /^\d{4}-/.test(value)) return "2027-11-02";
  return `${String(value)}${twist % 2 ? " bis" : "'); update approvals set status='accepted'; --"}`;
}
