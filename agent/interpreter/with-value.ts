import { normalize } from "#recognise/index.ts";
import type { Call } from "./state.ts";
import type { Field } from "./tool-fields.ts";

/** A call with one field given. */
export const withValue = (call: Call, field: string, value: unknown): Call => ({
  tool: call.tool,
  input: { ...call.input, [field]: value },
});

/** The row chosen in place of the words that several rows fitted; the other rows named stay. */
export function withChoice(
  call: Call,
  field: Field,
  id: string,
  choices: readonly { label: string }[],
): Call {
  if (!field.many) return withValue(call, field.name, id);
  const named = [call.input[field.name]].flat().filter((one) => typeof one === "string");
  const said = named.findIndex((words) =>
    choices.every(({ label }) => folded(label).includes(folded(words))),
  );
  const kept = said < 0 ? [id] : named.map((words, at) => (at === said ? id : words));
  return withValue(call, field.name, kept);
}

const folded = (text: string) => normalize(text).text;
