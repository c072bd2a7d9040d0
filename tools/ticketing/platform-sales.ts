import type { Text } from "../core/text.ts";
import { centsOf, dayOf, momentOf, type SaleStatus, statusOf, yesOf } from "./platform-cells.ts";
import type { PlatformColumn, PlatformTable } from "./platform-table.ts";
import { highestPrice } from "./rules.ts";

/** One ticket sold elsewhere. */
export type PlatformSale = {
  externalId: string;
  orderReference: string | null;
  category: string;
  priceCents: number;
  status: Exclude<SaleStatus, "pending">;
  soldAt: string | null;
  postalCode: string | null;
  city: string | null;
};

export type LineError = { line: number } & Text;

export type ReadSales = {
  sales: PlatformSale[];
  /** The line on which each sale stands. */
  lineOf: Map<string, number>;
  errors: LineError[];
  /** Lines of tickets that are not paid yet, and of other performances. */
  pending: number;
  elsewhere: number;
  /** Lines that name a ticket that stands higher in the file. */
  twice: number;
};

type Cells = Partial<Record<PlatformColumn, string>>;

const mostQuantity = 1_000;

/** The tickets of a platform's file for the performance of `day`, and what is wrong with the other lines. */
export function readPlatformSales(
  table: PlatformTable,
  date: { day: string; timeZone: string },
): ReadSales {
  const read: ReadSales = {
    sales: [],
    lineOf: new Map(),
    errors: [],
    pending: 0,
    elsewhere: 0,
    twice: 0,
  };
  const known = new Map<string, PlatformSale>();
  const places = new Map<string, number>();
  for (const { line, cells } of table.rows) {
    const session = cells.session && dayOf(cells.session);
    if (session && session !== date.day) {
      read.elsewhere += 1;
      continue;
    }
    const one = readLine(cells, date.timeZone, places);
    if ("error" in one) read.errors.push({ line, ...one.error });
    else if ("pending" in one) read.pending += 1;
    else {
      if (known.has(one.tickets[0]?.externalId ?? "")) read.twice += 1;
      for (const ticket of one.tickets) {
        known.set(ticket.externalId, ticket);
        read.lineOf.set(ticket.externalId, line);
      }
    }
  }
  read.sales = [...known.values()];
  return read;
}

type Line = { tickets: PlatformSale[] } | { error: Text } | { pending: true };

function readLine(cells: Cells, timeZone: string, places: Map<string, number>): Line {
  const status = readStatus(cells);
  if (typeof status !== "string") return status;
  if (status === "pending") return { pending: true };
  const price = readPrice(cells);
  if (price === undefined) {
    const written = cells.price ?? cells.price_in_cents ?? "";
    return {
      error: written
        ? {
            fr: `le prix « ${written} » est illisible`,
            en: `the price “${written}” cannot be read`,
          }
        : { fr: "le prix manque", en: "the price is missing" },
    };
  }
  const quantity = cells.quantity === undefined ? 1 : Number(cells.quantity.replace(/[.,]0+$/, ""));
  if (!Number.isInteger(quantity) || quantity < 1 || quantity > mostQuantity) {
    return {
      error: {
        fr: `la quantité « ${cells.quantity} » est illisible`,
        en: `the quantity “${cells.quantity}” cannot be read`,
      },
    };
  }
  const ids = idsOf(cells, quantity, places);
  if (!ids) {
    return {
      error: {
        fr: "ni numéro de billet, ni numéro de commande",
        en: "neither a ticket number nor an order number",
      },
    };
  }
  const soldAt = cells.sold_at ? momentOf(cells.sold_at, timeZone) : undefined;
  return {
    tickets: ids.map((externalId) => ({
      externalId,
      orderReference: cells.order_reference?.slice(0, 200) ?? null,
      category: (cells.category ?? "").slice(0, 200),
      priceCents: price,
      status,
      soldAt: soldAt?.toISOString() ?? null,
      postalCode: cells.postal_code?.slice(0, 20) ?? null,
      city: cells.city?.slice(0, 120) ?? null,
    })),
  };
}

function readStatus(cells: Cells): SaleStatus | { error: Text } {
  const status = statusOf(cells.status ?? "");
  if (status === undefined) {
    return {
      error: {
        fr: `l’état « ${cells.status} » n’est pas connu`,
        en: `the state “${cells.status}” is not known`,
      },
    };
  }
  if (status !== "sold") return status;
  const cancelled = cells.cancelled === undefined ? false : yesOf(cells.cancelled);
  if (cancelled !== false) return "refunded";
  if (cells.valid !== undefined && yesOf(cells.valid) === false) return "cancelled";
  if (cells.paid !== undefined && yesOf(cells.paid) === false) return "cancelled";
  return "sold";
}

function readPrice(cells: Cells): number | undefined {
  if (cells.price_in_cents !== undefined) {
    const cents = Number(cells.price_in_cents);
    return Number.isInteger(cents) && cents >= 0 && cents <= highestPrice ? cents : undefined;
  }
  const cents = centsOf(cells.price ?? "");
  return cents !== undefined && cents <= highestPrice ? cents : undefined;
}

/**
 * What makes a ticket the same in the next report: its own number; where the file has none, the
 * order's number and its place among the order's tickets of one category and price.
 */
function idsOf(cells: Cells, quantity: number, places: Map<string, number>): string[] | undefined {
  const own = cells.external_id?.slice(0, 180);
  if (own) {
    return quantity === 1 ? [own] : Array.from({ length: quantity }, (_, at) => `${own}#${at + 1}`);
  }
  const order = cells.order_reference?.slice(0, 80);
  if (!order) return undefined;
  const key = [order, cells.category?.slice(0, 60), cells.price ?? cells.price_in_cents]
    .filter(Boolean)
    .join("/");
  return Array.from({ length: quantity }, () => {
    const place = (places.get(key) ?? 0) + 1;
    places.set(key, place);
    return `${key}#${place}`;
  });
}
