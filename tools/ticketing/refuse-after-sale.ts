import { type ErrorCode, ToolError } from "../core/errors.ts";
import { createSay, type Text } from "../core/text.ts";

/** What a function of the time after the sale answers instead of ok. */
export type AfterSaleAnswer = { code: string; remaining?: number; remaining_cents?: number };

/** Its refusal in words; `reason` keeps the machine code for pages. */
export function refuseAfterSale(answer: AfterSaleAnswer | undefined): ToolError {
  const reason = answer?.code ?? "unavailable";
  const [code, text] = refusals[reason] ?? [
    "conflict" as const,
    { fr: "Ce n’est pas possible en l’état.", en: "This is not possible as things stand." },
  ];
  const left = answer?.remaining;
  return new ToolError(
    code,
    left === undefined
      ? text
      : {
          fr: `${text.fr} ${remaining("fr", left)}`,
          en: `${text.en} ${remaining("en", left)}`,
        },
    { reason },
  );
}

const remaining = (locale: "fr" | "en", n: number) => {
  const places = createSay(locale).count(n, {
    fr: { one: "place", other: "places" },
    en: { one: "place", other: "places" },
  });
  return locale === "fr" ? `Il en reste ${places}.` : `${places} left.`;
};

const refusals: Record<string, [ErrorCode, Text]> = {
  forbidden: [
    "forbidden",
    { fr: "Votre rôle ne permet pas cette action.", en: "Your role does not allow this." },
  ],
  unknown_order: [
    "not_found",
    { fr: "Cette commande n’existe pas.", en: "This order does not exist." },
  ],
  unknown_ticket: [
    "not_found",
    {
      fr: "Ce billet ne fait pas partie de cette commande.",
      en: "This ticket is not part of this order.",
    },
  ],
  ticket_ended: [
    "conflict",
    {
      fr: "Un de ces billets est déjà annulé ou remboursé.",
      en: "One of these tickets is already cancelled or refunded.",
    },
  ],
  no_ticket: [
    "conflict",
    { fr: "Cette commande n’a pas de billet valable.", en: "This order has no valid ticket." },
  ],
  being_resold: [
    "conflict",
    {
      fr: "Quelqu’un est en train de payer ce billet remis en vente. Réessayez dans quelques minutes.",
      en: "Somebody is paying for this resold ticket right now. Try again in a few minutes.",
    },
  ],
  already_refunded: [
    "conflict",
    {
      fr: "Cette commande est déjà entièrement remboursée.",
      en: "This order is already fully refunded.",
    },
  ],
  not_paid: [
    "conflict",
    {
      fr: "Cette commande n’est pas payée : il n’y a rien à rembourser ni à échanger.",
      en: "This order is not paid: there is nothing to refund or exchange.",
    },
  ],
  nothing_to_refund: [
    "conflict",
    {
      fr: "Il n’y a rien à rembourser. Pour retirer un billet gratuit, annulez-le.",
      en: "There is nothing to refund. To take a free ticket back, cancel it.",
    },
  ],
  bad_amount: [
    "conflict",
    { fr: "Le montant doit être supérieur à zéro.", en: "The amount must be above zero." },
  ],
  too_much: [
    "conflict",
    {
      fr: "Le montant dépasse ce qui reste à rembourser.",
      en: "The amount exceeds what is left to refund.",
    },
  ],
  not_cancelled: [
    "conflict",
    {
      fr: "Cette date n’est pas annulée.",
      en: "This date is not cancelled.",
    },
  ],
  nobody: [
    "conflict",
    {
      fr: "Plus personne n’a de billet valable pour cette date : tout est déjà remboursé.",
      en: "Nobody holds a valid ticket for this date any more: everything is refunded already.",
    },
  ],
  not_postponed: [
    "conflict",
    { fr: "Cette date n’a pas été reportée.", en: "This date was not postponed." },
  ],
  bought_later: [
    "conflict",
    {
      fr: "Ces billets ont été achetés pour la nouvelle date.",
      en: "These tickets were bought for the new day.",
    },
  ],
  refund_chosen: [
    "conflict",
    {
      fr: "Le remboursement a déjà été demandé : il ne se reprend pas.",
      en: "The refund was already asked for: it cannot be taken back.",
    },
  ],
  answers_closed: [
    "expired",
    {
      fr: "Le délai pour demander le remboursement est passé. Les billets restent valables pour la nouvelle date.",
      en: "The time to ask for a refund is over. The tickets stay valid for the new day.",
    },
  ],
  already_in: [
    "conflict",
    {
      fr: "Ce billet est déjà passé au contrôle d’accès.",
      en: "This ticket has already been scanned at the door.",
    },
  ],
  unknown_type: [
    "invalid_input",
    { fr: "Ce tarif n’est pas proposé.", en: "This ticket type is not offered." },
  ],
  target_over: [
    "conflict",
    {
      fr: "La date demandée est passée ou annulée.",
      en: "The date asked for is over or cancelled.",
    },
  ],
  other_currency: [
    "conflict",
    {
      fr: "Les deux tarifs ne sont pas dans la même monnaie.",
      en: "The two ticket types are not in the same currency.",
    },
  ],
  same_type: [
    "invalid_input",
    {
      fr: "Ces billets sont déjà à ce tarif pour cette date.",
      en: "These tickets are already of this type for this date.",
    },
  ],
  sold_out: [
    "conflict",
    {
      fr: "Il n’y a pas assez de places à ce tarif.",
      en: "There are not enough places at this price.",
    },
  ],
  capacity_reached: [
    "conflict",
    { fr: "La jauge de la date est atteinte.", en: "The capacity of the date is reached." },
  ],
  payment_missing: [
    "invalid_input",
    {
      fr: "Les nouveaux billets coûtent plus cher : dites comment la différence est payée.",
      en: "The new tickets cost more: say how the difference is paid.",
    },
  ],
  resale_closed: [
    "conflict",
    {
      fr: "La revente n’est pas ouverte pour cette date.",
      en: "Resale is not open for this date.",
    },
  ],
  given_away: [
    "conflict",
    {
      fr: "Ce billet a été transmis à une autre personne.",
      en: "This ticket was transferred to somebody else.",
    },
  ],
  free_ticket: [
    "conflict",
    { fr: "Un billet gratuit ne se revend pas.", en: "A free ticket cannot be resold." },
  ],
  not_offered: [
    "conflict",
    {
      fr: "Ce billet n’est pas proposé à la revente.",
      en: "This ticket is not offered for resale.",
    },
  ],
  unknown_sale: [
    "not_found",
    { fr: "Cette page de vente n’existe pas.", en: "This sale page does not exist." },
  ],
  still_on_sale: [
    "conflict",
    {
      fr: "Il reste des places en vente : la liste d’attente n’est pas nécessaire.",
      en: "There are tickets on sale: no need for the waiting list.",
    },
  ],
  unknown_offer: [
    "not_found",
    { fr: "Ce lien ne mène nulle part.", en: "This link leads nowhere." },
  ],
  no_offer: [
    "conflict",
    {
      fr: "Ce billet n’est plus proposé : la personne qui le cédait l’a gardé. Vous restez en tête de liste.",
      en: "This ticket is no longer offered: its holder kept it. You stay at the top of the list.",
    },
  ],
  offer_over: [
    "expired",
    {
      fr: "Le délai pour prendre ce billet est passé.",
      en: "The time to take this ticket is over.",
    },
  ],
  being_paid: [
    "conflict",
    {
      fr: "Un paiement est en cours pour ce billet.",
      en: "A payment is under way for this ticket.",
    },
  ],
  unknown_list: [
    "not_found",
    { fr: "Cette liste d’invités n’existe pas.", en: "This guest list does not exist." },
  ],
  unknown_guest: [
    "not_found",
    { fr: "Cette personne n’est pas sur la liste.", en: "This person is not on the list." },
  ],
  performance_cancelled: [
    "conflict",
    { fr: "Cette date est annulée.", en: "This date is cancelled." },
  ],
  date_over: ["conflict", { fr: "Cette date est passée.", en: "This date is over." }],
  list_closed: [
    "expired",
    {
      fr: "La liste est close : son échéance est passée.",
      en: "The list is closed: its deadline is over.",
    },
  ],
  list_full: [
    "invalid_input",
    {
      fr: "La liste d’invités n’a plus assez de places.",
      en: "The guest list has not enough places left.",
    },
  ],
  no_comp_type: [
    "conflict",
    {
      fr: "Un tarif porte déjà le nom « Invitation » sans être une exonération : renommez-le.",
      en: "A ticket type is already named “Comp” without being one: rename it.",
    },
  ],
};
