import type { Pass } from "#integrations/wallet/wallet.ts";
import type { Say } from "../core/text.ts";
import type { OrderFacts } from "./sale-facts.ts";
import { operatorMentions, ticketMentions, ticketTerms } from "./ticket-mentions.ts";

/** How long a pass stays in front after the show begins. */
const shownHours = 6;

/** A ticket as a pass of a phone's wallet. */
export function walletPass(
  order: OrderFacts,
  ticket: OrderFacts["tickets"][number] & { code: string },
  url: string,
  say: Say,
): Pass {
  const { artist, title, day, doorsAt, showAt, timeZone, venue } = order.performance;
  const begins = showAt ?? doorsAt;
  const ends = begins && new Date(new Date(begins).getTime() + shownHours * 3_600_000);
  const time = begins ? say.time(begins, timeZone) : null;
  return {
    serial: `${ticket.id}-${ticket.nonce}`,
    date: order.performanceId,
    locale: say.locale,
    organizer: order.organizer.name,
    title: [artist, title].filter(Boolean).join(", "),
    day: say.day(day),
    startsAt: doorsAt ?? showAt,
    endsAt: ends ? ends.toISOString() : null,
    place: venue && {
      name: [venue.name, venue.city].filter(Boolean).join(", "),
      address: [venue.address, venue.postalCode, venue.city].filter(Boolean).join(", ") || null,
      latitude: venue.latitude,
      longitude: venue.longitude,
    },
    holder: ticket.holder,
    code: ticket.code,
    number: [
      say({ fr: `N° ${ticket.number}`, en: `No. ${ticket.number}` }),
      order.test ? "TEST" : null,
    ]
      .filter(Boolean)
      .join(" · "),
    head: { label: say.shortDay(day), value: time ?? "" },
    facts: [
      { key: "type", label: say({ fr: "Tarif", en: "Type" }), value: ticket.type },
      ...(ticket.seat
        ? [{ key: "seat", label: say({ fr: "Place", en: "Seat" }), value: ticket.seat }]
        : []),
      ...(ticket.holder
        ? [{ key: "name", label: say({ fr: "Nom", en: "Name" }), value: ticket.holder }]
        : []),
      ...(doorsAt
        ? [
            {
              key: "doors",
              label: say({ fr: "Portes", en: "Doors" }),
              value: say.time(doorsAt, timeZone),
            },
          ]
        : []),
    ],
    mentions: [
      ...ticketMentions(order, ticket, say),
      ...(order.test
        ? [
            {
              key: "test",
              label: "TEST",
              value: say({ fr: "Aucun paiement n’a été encaissé.", en: "No payment was taken." }),
            },
          ]
        : []),
      {
        key: "operator",
        label: say({ fr: "Vendeur", en: "Seller" }),
        value: operatorMentions(order, say).join("\n"),
      },
      { key: "terms", label: say({ fr: "Conditions", en: "Terms" }), value: ticketTerms(say) },
      { key: "link", label: say({ fr: "Billet en ligne", en: "Ticket online" }), value: url },
    ],
    url,
  };
}
