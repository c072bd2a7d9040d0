import { ToolError } from "../core/errors.ts";
import type { ToolContext } from "../core/tool.ts";
import { ticketKinds, ticketKindWords } from "./ticket-kinds.ts";

/** The ticket type of a date by name or kind; the only one when nothing is said. */
export async function resolveTicketType(
  ctx: ToolContext,
  performance: { id: string; label: string },
  text: string | undefined,
) {
  const types = await ctx.tx
    .selectFrom("ticket_types")
    .select(["id", "name", "kind", "price_cents", "currency", "quota", "held", "sold", "allotted"])
    .where("performance_id", "=", performance.id)
    .orderBy("position")
    .execute();
  const wanted = text && plain(text);
  const fitting = !wanted
    ? types
    : types.filter((type) => type.id === text).length > 0
      ? types.filter((type) => type.id === text)
      : firstFilled(
          types.filter((type) => plain(type.name) === wanted),
          types.filter((type) => kindOf(wanted) === type.kind),
          types.filter(
            (type) => plain(type.name).includes(wanted) || wanted.includes(plain(type.name)),
          ),
        );
  const [only, second] = fitting;
  if (only && !second) return only;
  const choices = (fitting.length > 0 ? fitting : types).map(({ id, name }) => ({
    id,
    label: name,
  }));
  if (choices.length === 0) {
    throw new ToolError("not_found", {
      fr: `${performance.label} n’a pas encore de tarif.`,
      en: `${performance.label} has no ticket type yet.`,
    });
  }
  throw new ToolError(
    fitting.length > 0 ? "invalid_input" : "not_found",
    {
      fr: `Quel tarif de ${performance.label} : ${choices.map((choice) => choice.label).join(", ")} ?`,
      en: `Which ticket type of ${performance.label}: ${choices.map((choice) => choice.label).join(", ")}?`,
    },
    { field: "ticket_type", choices },
  );
}

function firstFilled<T>(...lists: T[][]): T[] {
  return lists.find((list) => list.length > 0) ?? [];
}

function kindOf(text: string) {
  return ticketKinds.find(
    (kind) =>
      kind === text ||
      plain(ticketKindWords[kind].fr) === text ||
      plain(ticketKindWords[kind].en) === text,
  );
}

function plain(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/^(le |la |les |the )/, "")
    .replace(/(?<=\p{L}{3})[sx](?!\p{L})/gu, "")
    .trim();
}
