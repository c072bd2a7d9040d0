import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { basisPoints, cents, day, name, ref } from "../core/fields.ts";
import type { ToolContext } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";

/** What an expense and an income have in common. Amounts are before VAT. */
export const entryFields = {
  label: name(),
  amount: cents(),
  performance: ref("performance").optional(),
  tour: ref("tour").optional(),
  on: day().optional(),
  vat: basisPoints().optional(),
  paid_by: ref("contact").describe("supplier or payer").optional(),
};

export const entryOutput = z.object({
  id: z.uuid(),
  label: z.string(),
  category: z.string(),
  amountCents: z.int(),
  currency: z.string(),
  on: z.string(),
  attachedTo: z
    .object({ kind: z.enum(["performance", "tour"]), id: z.uuid(), label: z.string() })
    .nullable(),
});

type EntryInput = {
  amount: number;
  performance?: string | undefined;
  tour?: string | undefined;
  on?: string | undefined;
  vat?: number | undefined;
  paid_by?: string | undefined;
};

/** The columns that the input decides, references resolved; refuses a zero amount. */
export async function readEntry(ctx: ToolContext, input: EntryInput) {
  if (input.amount === 0) throw zeroAmount();
  const performance = input.performance
    ? await resolveRef(ctx, "performance", input.performance)
    : undefined;
  const tour = !performance && input.tour ? await resolveRef(ctx, "tour", input.tour) : undefined;
  const contact = input.paid_by
    ? await resolveRef(ctx, "contact", input.paid_by, "paid_by")
    : undefined;
  const organization = await ctx.tx
    .selectFrom("organizations")
    .select("currency")
    .executeTakeFirstOrThrow();
  return {
    attachedTo: performance
      ? { kind: "performance" as const, ...performance }
      : tour
        ? { kind: "tour" as const, ...tour }
        : null,
    columns: {
      amount_cents: input.amount,
      currency: organization.currency,
      performance_id: performance?.id ?? null,
      tour_id: tour?.id ?? null,
      contact_id: contact?.id ?? null,
      incurred_on: input.on ?? ctx.now.toISOString().slice(0, 10),
      ...(input.vat === undefined ? {} : { vat_rate_bp: input.vat }),
    },
  };
}

/** An entry of nothing says nothing. */
export function zeroAmount() {
  return new ToolError(
    "invalid_input",
    { fr: "Le montant doit être supérieur à zéro.", en: "The amount must be above zero." },
    { field: "amount" },
  );
}
