/** An event as the platform knows it. */
export type PlatformEvent = { id: string; name: string; startsAt: string | null };

/** One ticket that the platform issued; prices in cents, moments as the platform writes them. */
export type PlatformTicket = {
  id: string;
  order: string | null;
  category: string;
  priceCents: number;
  status: "sold" | "cancelled" | "refunded" | "pending";
  soldAt: string | null;
  /** The session it opens, where the event has several. */
  sessionAt: string | null;
  postalCode: string | null;
  city: string | null;
};

/** What an organizer gives to connect: an interface key, and what the platform asks besides. */
export type PlatformKey = { key: string; user?: string | undefined; password?: string | undefined };

/** Another sales platform, asked over HTTP. Every function throws ProviderError. */
export interface SalesPlatformClient {
  /** Checks the key, and returns what is to be kept of it: never a password. */
  authorize(given: PlatformKey): Promise<PlatformKey>;
  listEvents(key: PlatformKey): Promise<PlatformEvent[]>;
  listTickets(key: PlatformKey, event: string): Promise<PlatformTicket[]>;
}

export type SalesPlatforms = Record<"weezevent" | "billetweb" | "shotgun", SalesPlatformClient>;

/** « 35.5 » and 35.5 in cents. */
export const toCents = (amount: string | number | null | undefined): number =>
  Math.round(Number(amount ?? 0) * 100);
