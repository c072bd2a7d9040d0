export type FormValue = string | { [name: string]: FormValue };

/** `a[b][0]=c` as Stripe reads it: `{a: {b: {0: "c"}}}`. */
export function readForm(body: string): Record<string, FormValue> {
  const form: Record<string, FormValue> = {};
  for (const [name, value] of new URLSearchParams(body)) {
    const path = name.split(/[[\]]+/).filter((part) => part !== "");
    const last = path.pop() ?? "";
    let at = form;
    for (const part of path) {
      const next = at[part];
      const inner = typeof next === "object" ? next : {};
      at[part] = inner;
      at = inner;
    }
    at[last] = value;
  }
  return form;
}
