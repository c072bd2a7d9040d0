import type { Say } from "../core/text.ts";
import { splitVat } from "./rules.ts";
import type { BuyerOrder, OrderFacts } from "./sale-facts.ts";

type Order = Pick<
  OrderFacts | BuyerOrder,
  "number" | "currency" | "feeCents" | "performance" | "organizer" | "items"
>;
type Ticket = Pick<
  OrderFacts["tickets"][number],
  "number" | "category" | "categoryNumber" | "type" | "holder" | "priceCents" | "vatRateBp"
> & { seat?: string | null };

export type Mention = { key: string; label: string; value: string };

/** « A-118 »: the ticket's number in the unbroken series of its category. */
export const seriesNumber = (ticket: Pick<Ticket, "category" | "categoryNumber">): string =>
  `${ticket.category}-${ticket.categoryNumber}`;

/** What the law wants on a ticket (CGI, article 290 quater; annexe IV, 50 sexies B), paper or screen. */
export function ticketMentions(order: Order, ticket: Ticket, say: Say): Mention[] {
  return [
    {
      key: "number",
      label: say({ fr: "Billet", en: "Ticket" }),
      value: say({
        fr: `n° ${ticket.number}, série ${seriesNumber(ticket)}`,
        en: `no. ${ticket.number}, series ${seriesNumber(ticket)}`,
      }),
    },
    { key: "order", label: say({ fr: "Commande", en: "Order" }), value: order.number },
    {
      key: "category",
      label: say({ fr: "Catégorie", en: "Category" }),
      value: [ticket.type, ticket.seat ?? say({ fr: "placement libre", en: "unreserved" })].join(
        ", ",
      ),
    },
    {
      key: "price",
      label: say({ fr: "Prix total TTC", en: "Total price incl. VAT" }),
      value: priceWords(order, ticket, say),
    },
    {
      key: "performance",
      label: say({ fr: "Séance", en: "Performance" }),
      value: say.day(order.performance.day) + sessionWords(order, say),
    },
    {
      key: "holder",
      label: say({ fr: "Au nom de", en: "In the name of" }),
      value: ticket.holder ?? "—",
    },
  ];
}

/** Who sells, under which licences. */
export function operatorMentions({ organizer }: Order, say: Say): string[] {
  const town = [organizer.postalCode, organizer.city].filter(Boolean).join(" ");
  const licences = organizer.licenceNumbers.join(", ");
  return [
    [
      say({ fr: `Exploitant : ${organizer.name}`, en: `Operator: ${organizer.name}` }),
      organizer.address,
      town,
      organizer.siret && `SIRET ${organizer.siret}`,
    ],
    [
      licences &&
        say({
          fr: `Licence d’entrepreneur de spectacles : ${licences}`,
          en: `Performing arts licence: ${licences}`,
        }),
      organizer.email,
      organizer.website,
    ],
  ]
    .map((line) => line.filter(Boolean).join(" · "))
    .filter((line) => line !== "");
}

/** Why it is not taken back, and that it is not to be sold on. */
export const ticketTerms = (say: Say): string =>
  say({
    fr: "Billet ni repris ni échangé, sauf annulation ou report : pas de droit de rétractation pour un spectacle à date fixe (art. L. 221-28, 12° du code de la consommation). Revente interdite sans l’accord de l’organisateur (art. 313-6-2 du code pénal).",
    en: "Tickets are neither taken back nor exchanged unless the show is cancelled or postponed: there is no right of withdrawal for a dated show (art. L. 221-28, 12° of the French consumer code). Resale is forbidden without the organiser’s consent (art. 313-6-2 of the French criminal code).",
  });

/** « 35,50 € dont TVA 2,1 % : 0,73 € », the fee that the buyer paid besides, or « gratuité ». */
function priceWords(order: Order, ticket: Ticket, say: Say): string {
  if (ticket.priceCents === 0) return say({ fr: "gratuité", en: "free of charge (gratuité)" });
  const { vatCents } = splitVat(ticket.priceCents, ticket.vatRateBp);
  const [price, vat] = [ticket.priceCents, vatCents].map((cents) =>
    say.money(cents, order.currency),
  );
  const rate = say.percent(ticket.vatRateBp);
  const fee = feeOf(order, ticket);
  const more = say.money(fee, order.currency);
  return [
    say({
      fr: `${price}\ndont TVA ${rate} : ${vat}`,
      en: `${price}\nof which VAT ${rate}: ${vat}`,
    }),
    ...(fee > 0
      ? [say({ fr: `+ ${more} de frais de location`, en: `+ ${more} booking fee` })]
      : []),
  ].join("\n");
}

/** What the buyer paid for the sale of this ticket besides its price. */
export function feeOf(
  order: Pick<Order, "feeCents" | "items">,
  ticket: Pick<Ticket, "type" | "priceCents">,
) {
  if (order.feeCents === 0 || ticket.priceCents === 0) return 0;
  return order.items.find(({ name }) => name === ticket.type)?.unitFeeCents ?? 0;
}

function sessionWords({ performance }: Order, say: Say): string {
  const { session, showAt, timeZone } = performance;
  const time = showAt ? `, ${say.time(showAt, timeZone)}` : "";
  return session > 1
    ? `${time} (${say({ fr: `séance ${session}`, en: `session ${session}` })})`
    : time;
}
