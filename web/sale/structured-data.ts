import type { Sale } from "./read-sale.ts";

const availability = {
  on_sale: "https://schema.org/InStock",
  not_yet: "https://schema.org/PreOrder",
  sold_out: "https://schema.org/SoldOut",
  ended: "https://schema.org/Discontinued",
  cancelled: "https://schema.org/Discontinued",
};

/** A date as search engines read it (schema.org MusicEvent), safe inside a script element. */
export function structuredData(sale: Sale, url: string): string {
  const { venue, organizer } = sale;
  const data = {
    "@context": "https://schema.org",
    "@type": "MusicEvent",
    name: sale.title ? `${sale.artist}, ${sale.title}` : sale.artist,
    url,
    startDate: sale.showAt ?? sale.doorsAt ?? sale.day,
    doorTime: sale.doorsAt ?? undefined,
    eventStatus: `https://schema.org/${sale.state === "cancelled" ? "EventCancelled" : "EventScheduled"}`,
    eventAttendanceMode: "https://schema.org/OfflineEventAttendanceMode",
    description: sale.description ?? undefined,
    performer: [sale.artist, ...sale.support].map((name) => ({ "@type": "MusicGroup", name })),
    organizer: {
      "@type": "Organization",
      name: organizer.name,
      url: organizer.website ?? undefined,
    },
    location: venue && {
      "@type": "MusicVenue",
      name: venue.name,
      address: {
        "@type": "PostalAddress",
        streetAddress: venue.address ?? undefined,
        postalCode: venue.postalCode ?? undefined,
        addressLocality: venue.city ?? undefined,
        addressCountry: venue.country,
      },
    },
    offers: sale.ticketTypes.map((type) => ({
      "@type": "Offer",
      name: type.name,
      price: ((type.priceCents + type.feeCents) / 100).toFixed(2),
      priceCurrency: type.currency,
      availability: availability[sale.state === "on_sale" ? type.state : sale.state],
      validFrom: type.opensAt ?? undefined,
      url,
    })),
  };
  return JSON.stringify(data).replaceAll("<", String.raw`\u003c`);
}
