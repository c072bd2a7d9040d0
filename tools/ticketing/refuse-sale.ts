import { type ErrorCode, ToolError } from "../core/errors.ts";
import { createSay, type Text } from "../core/text.ts";

/** What a function of the sale answers instead of ok. */
export type SaleRefusal = {
  code: string;
  remaining?: number;
  max_per_order?: number;
  min_per_order?: number;
  payment?: { amountCents: number };
};

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
  too_few: {
    code: "limit_reached",
    text: {
      fr: "Ce tarif demande davantage de billets.",
      en: "This ticket type asks for more tickets.",
    },
  },
  queue: {
    code: "conflict",
    text: {
      fr: "Beaucoup de monde en ce moment : la file d’attente est ouverte. Prenez votre place.",
      en: "It is very busy right now, so the queue is open. Take your place.",
    },
  },
  code_used_up: {
    code: "limit_reached",
    text: {
      fr: "Ce code a déjà servi autant de fois que prévu.",
      en: "This code has been used as many times as it may be.",
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
  payments_not_ready: {
    code: "unavailable",
    text: {
      fr: "L’organisateur n’encaisse pas encore en ligne. Vos places restent gardées le temps indiqué.",
      en: "The organiser does not take payments online yet. Your tickets stay held for the time shown.",
    },
  },
  below_least: {
    code: "conflict",
    text: {
      fr: "Le paiement en ligne commence à 0,50 € par commande. Ajoutez un billet, ou prenez le vôtre auprès de l’organisateur.",
      en: "Online payment starts at €0.50 an order. Add a ticket, or get yours from the organiser.",
    },
  },
  provider_silent: {
    code: "unavailable",
    text: {
      fr: "Le service de paiement ne répond pas. Rien n’a été débité et vos places restent gardées : réessayez.",
      en: "The payment service does not answer. Nothing was charged and your tickets stay held: try again.",
    },
  },
  no_ticket: {
    code: "conflict",
    text: {
      fr: "Cette commande n’a pas de billet valable.",
      en: "This order has no valid ticket.",
    },
  },
  unknown_ticket: {
    code: "not_found",
    text: {
      fr: "Ce billet n’est pas dans cette commande.",
      en: "This ticket is not in this order.",
    },
  },
  which_ticket: {
    code: "invalid_input",
    text: {
      fr: "Cette commande a plusieurs billets. Lequel ?",
      en: "This order has several tickets. Which one?",
    },
  },
  not_yours: {
    code: "conflict",
    text: {
      fr: "Ce billet est à une autre personne : elle seule peut le changer.",
      en: "This ticket is someone else’s: only they can change it.",
    },
  },
  checked_in: {
    code: "conflict",
    text: {
      fr: "Ce billet a déjà servi à l’entrée : il ne change plus.",
      en: "This ticket was already used at the door: it can no longer change.",
    },
  },
  renames_closed: {
    code: "conflict",
    text: {
      fr: "Pour cette date, l’organisateur ne permet pas de changer le nom des billets.",
      en: "For this date the organiser does not let ticket names be changed.",
    },
  },
  transfers_closed: {
    code: "conflict",
    text: {
      fr: "Pour cette date, l’organisateur ne permet pas de transmettre un billet.",
      en: "For this date the organiser does not let tickets be passed on.",
    },
  },
  changes_over: {
    code: "expired",
    text: {
      fr: "Le délai est passé : les billets ne changent plus. L’organisateur peut encore vous aider.",
      en: "The deadline has passed: tickets can no longer change. The organiser can still help you.",
    },
  },
  link_replaced: {
    code: "conflict",
    text: {
      fr: "Le lien de cette commande vient d’être remplacé. Ouvrez le dernier e-mail reçu.",
      en: "The link of this order was just replaced. Open the latest e-mail.",
    },
  },
  no_address: {
    code: "invalid_input",
    text: {
      fr: "Cette commande n’a pas d’adresse e-mail. À quelle adresse l’envoyer ?",
      en: "This order has no e-mail address. Where should it go?",
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
  const least = answer?.min_per_order;
  if (reason === "too_few" && least !== undefined) {
    return {
      fr: `Ce tarif se prend à partir de ${tickets("fr", least)}.`,
      en: `This type starts at ${tickets("en", least)}.`,
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
