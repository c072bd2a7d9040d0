import { sql } from "kysely";
import { ToolError } from "../core/errors.ts";
import type { ToolContext } from "../core/tool.ts";
import type { WrittenKind } from "./kinds.ts";
import type { Facts } from "./read-facts.ts";
import { cessionVatBp } from "./rules.ts";
import type { Price } from "./write-letter.ts";

/**
 * The price before VAT that a paper states: the one given, else the deal's fixed price; an invoice
 * bills what is left of it. Throws where there is none, or where more would be billed than agreed.
 */
export async function setPrice(
  ctx: ToolContext,
  kind: WrittenKind,
  facts: Facts,
  given: number | undefined,
): Promise<Price | undefined> {
  if (kind !== "quote" && kind !== "invoice" && kind !== "contract") return undefined;
  const agreed = facts.deal?.guaranteeCents ?? undefined;
  const price = (netCents: number): Price => ({
    netCents,
    vatRateBp: facts.deal?.vatRateBp ?? cessionVatBp(facts.performance.day),
    currency: facts.deal?.currency ?? facts.organization.currency,
  });
  if (kind === "invoice") {
    const billed = await readBilled(ctx, facts.performance.id);
    const left = agreed === undefined ? undefined : agreed - billed.netCents;
    if (
      billed.numbers.length > 0 &&
      (left === undefined ? given === undefined : left < (given ?? 1))
    ) {
      const numbers = ctx.say.list(billed.numbers);
      throw new ToolError(
        "conflict",
        {
          fr: `Cette date est déjà facturée (${numbers}) ; il reste ${ctx.sayIn("fr").money(Math.max(0, left ?? 0), facts.organization.currency)} à facturer.`,
          en: `This date is already invoiced (${numbers}); ${ctx.sayIn("en").money(Math.max(0, left ?? 0), facts.organization.currency)} is left to invoice.`,
        },
        { field: "amount" },
      );
    }
    const net = given ?? left;
    if (net !== undefined && net > 0) return price(net);
  } else {
    const net = given ?? agreed;
    if (net !== undefined) return price(net);
    if (kind === "contract") return undefined;
  }
  throw new ToolError(
    "invalid_input",
    {
      fr: "Quel est le prix HT ? Aucun deal ne le fixe pour cette date.",
      en: "What is the price before VAT? No deal sets it for this date.",
    },
    { field: "amount" },
  );
}

/** What standing invoices of a date bill already. The date is locked: two invoices at once wait for one another. */
async function readBilled(ctx: ToolContext, performanceId: string) {
  await sql`select from performances where id = ${performanceId} for no key update`.execute(ctx.tx);
  const { rows } = await sql<{ number: string; net: number }>`
    select coalesce(number, title) as number, coalesce(total_cents, 0) - coalesce(vat_cents, 0) as net
    from documents where kind = 'invoice' and performance_id = ${performanceId} and status <> 'cancelled'
    order by issued_on, number`.execute(ctx.tx);
  return {
    numbers: rows.map((row) => row.number),
    netCents: rows.reduce((total, row) => total + row.net, 0),
  };
}
