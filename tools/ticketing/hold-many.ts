import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import type { Context } from "../core/context.ts";
import type { MergedAnswer } from "../core/lane.ts";
import { orderToken } from "./buyer.ts";
import { refuseSale, type SaleRefusal } from "./refuse-sale.ts";

/** What a buyer who holds places needs to go on; the order's page tells the rest. */
export const heldOrder = z.object({
  token: z.string(),
  number: z.string(),
  secondsLeft: z.int(),
  expiresAt: z.string(),
  totalCents: z.int(),
  feeCents: z.int(),
  currency: z.string(),
  items: z.array(
    z.object({
      ticketTypeId: z.uuid(),
      name: z.string(),
      quantity: z.int(),
      unitPriceCents: z.int(),
    }),
  ),
});
export type HeldOrder = z.infer<typeof heldOrder>;

export type HoldRequest = {
  context: Context;
  input: {
    items: { ticket_type: string; quantity: number }[];
    access_code?: string | undefined;
    visitor?: string | undefined;
  };
  /** For the log of calls, where no transaction of the call's own keeps it. */
  call?: { tool: string; input: unknown; input_hash: string };
};

type Item = {
  ticket_type_id: string;
  name: string;
  quantity: number;
  unit_price_cents: number;
  currency: string;
};
type Answer = SaleRefusal & {
  order_id: string;
  number: string;
  total_cents: number;
  fee_cents: number;
  expires_at: string;
  /** Told of an earlier hold alone: its prices may be those of another day. */
  items?: Item[];
};
type Types = Record<string, { name: string; price_cents: number; currency: string }>;
type Row = { answer: SaleRefusal & { types: Types; answers: Answer[] } };

/** Asks for holds of one date in one statement; one answer for each request, in their order. */
export async function askHolds(
  ask: (statement: RawBuilder<Row>) => Promise<Row[]>,
  slug: string,
  requests: HoldRequest[],
): Promise<MergedAnswer<HeldOrder>[]> {
  const asked = requests.map(({ context, input, call }) => ({
    key: context.callId,
    items: input.items.map(({ ticket_type, quantity }) => ({
      ticket_type_id: ticket_type,
      quantity,
    })),
    locale: context.locale,
    access_code: input.access_code,
    visitor: input.visitor,
    call,
  }));
  const now = new Date(Math.max(...requests.map(({ context }) => context.now.getTime())));
  const [row] = await ask(
    sql`select koncert.hold_many(${slug}, ${JSON.stringify(asked)}::jsonb, ${now}) as answer`,
  );
  const answer = row?.answer;
  return requests.map((request, index) => {
    const own = answer?.answers?.[index] ?? answer;
    if (own?.code !== "ok" && own?.code !== "replayed") return refuseSale(own);
    return {
      value: toHeldOrder(request, own as Answer, answer?.types ?? {}),
      replayed: own.code === "replayed",
    };
  });
}

function toHeldOrder({ context, input }: HoldRequest, held: Answer, types: Types): HeldOrder {
  const items =
    held.items ??
    input.items.map(({ ticket_type, quantity }): Item => {
      const type = types[ticket_type];
      return {
        ticket_type_id: ticket_type,
        name: type?.name ?? "",
        quantity,
        unit_price_cents: type?.price_cents ?? 0,
        currency: type?.currency ?? "EUR",
      };
    });
  const left = new Date(held.expires_at).getTime() - context.now.getTime();
  return {
    token: orderToken(context.integrations.secrets, held.order_id),
    number: held.number,
    secondsLeft: Math.max(0, Math.floor(left / 1_000)),
    expiresAt: held.expires_at,
    totalCents: held.total_cents,
    feeCents: held.fee_cents,
    currency: items[0]?.currency ?? "EUR",
    items: items.map((item) => ({
      ticketTypeId: item.ticket_type_id,
      name: item.name,
      quantity: item.quantity,
      unitPriceCents: item.unit_price_cents,
    })),
  };
}
