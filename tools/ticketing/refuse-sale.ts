import { type ErrorCode, ToolError } from "../core/errors.ts";
import { createSay, type Text } from "../core/text.ts";

/** What a function of the sale answers instead of ok. */
export type SaleRefusal = { code: string; remaining?: number; max_per_order?: number };

type Refusal = { code: ErrorCode; text: Text };

/** A refusal of the public sale in a buyer's words; `reason` keeps the machine code for pages. */
export function refuseSale(answer: SaleRefusal | undefined): ToolError {
  const reason = answer?.code ?? "unavailable";
  const { code, text } = refusals[reason] ?? {
    code: "unavailable" as const,
    text: {
      fr: "La billetterie ne répond pas. Réessayez dans un instant.",
      en: "Ticketing does not answer. Try again in a moment.",
    },
  };
  return new ToolError(code, withCounts(reason, text, answer), { reason });
}

const soldOut: Refusal = {
  code: "conflict",
  text: {
    fr: "Il n’y a plus de place à ce tarif.",
    en: "There are no tickets left at this price.",
  },
};

const refusals: Record<string, Refusal> = {
  forbidden: {
    code: "forbidden",
    text: {
      fr: "Cette action est réservée aux acheteurs.",
      en: "Only buyers can do this.",
    },
  },
  unknown_sale: {
    code: "not_found",
    text: { fr: "Cette date n’est pas en vente.", en: "This date is not on sale." },
  },
  unknown_order: {
    code: "not_found",
    text: { fr: "Cette commande n’existe pas.", en: "This order does not exist." },
  },
  performance_cancelled: {
    code: "conflict",
    text: { fr: "Cette date est annulée.", en: "This date is cancelled." },
  },
  not_on_sale: {
    code: "conflict",
    text: {
      fr: "Ces billets ne sont pas en vente en ce moment.",
      en: "These tickets are not on sale at the moment.",
    },
  },
  empty: {
    code: "invalid_input",
    text: { fr: "Choisissez au moins un billet.", en: "Choose at least one ticket." },
  },
  unknown_type: {
    code: "invalid_input",
    text: { fr: "Ce tarif n’est pas proposé.", en: "This ticket type is not offered." },
  },
  bad_quantity: {
    code: "invalid_input",
    text: { fr: "Choisissez au moins un billet.", en: "Choose at least one ticket." },
  },
  too_many: {
    code: "limit_reached",
    text: {
      fr: "Le nombre de billets par commande est limité.",
      en: "The number of tickets in an order is limited.",
    },
  },
  sold_out: soldOut,
  capacity_reached: soldOut,
  hold_ended: {
    code: "expired",
    text: {
      fr: "Votre réservation a pris fin et les places ont été reprises. Rien n’a été débité.",
      en: "Your reservation ended and the tickets were taken. Nothing was charged.",
    },
  },
  already_paid: {
    code: "conflict",
    text: { fr: "Cette commande est déjà payée.", en: "This order is already paid." },
  },
  refunded: {
    code: "conflict",
    text: { fr: "Cette commande a été remboursée.", en: "This order was refunded." },
  },
  payment_refused: {
    code: "conflict",
    text: {
      fr: "Le paiement a été refusé. Essayez avec une autre carte.",
      en: "The payment was refused. Try another card.",
    },
  },
  no_ticket: {
    code: "conflict",
    text: {
      fr: "Cette commande n’a pas de billet valable.",
      en: "This order has no valid ticket.",
    },
  },
  other_key: {
    code: "conflict",
    text: {
      fr: "Cette demande a déjà servi. Recommencez.",
      en: "This request was already used. Start again.",
    },
  },
};

/** What is left, where it is fewer than were asked for, and how many an order may have. */
function withCounts(reason: string, text: Text, answer: SaleRefusal | undefined): Text {
  const most = answer?.max_per_order;
  if (reason === "too_many" && most !== undefined) {
    return {
      fr: `Pas plus de ${tickets("fr", most)} à ce tarif par commande.`,
      en: `No more than ${tickets("en", most)} of this type in an order.`,
    };
  }
  const left = answer?.remaining ?? 0;
  if (left < 1) return text;
  return {
    fr: `Il ne reste que ${tickets("fr", left)}.`,
    en: `Only ${tickets("en", left)} left.`,
  };
}

const tickets = (locale: "fr" | "en", n: number) =>
  createSay(locale).count(n, {
    fr: { one: "billet", other: "billets" },
    en: { one: "ticket", other: "tickets" },
  });
