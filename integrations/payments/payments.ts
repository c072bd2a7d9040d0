/** A payment of an order, as its provider has to know it. */
export type PaymentRequest = {
  /** Two requests with one id are one payment. */
  id: string;
  orderId: string;
  orderNumber: string;
  /** The promoter's account at the provider; null for the test payment. */
  account: string | null;
  /** The provider's page of this payment, once there is one. */
  session: string | null;
  amountCents: number;
  currency: string;
  /** What the platform takes of it. */
  feeCents: number;
  createdAt: string;
};

/** What the buyer reads on the provider's page. */
export type PaymentPage = {
  title: string;
  locale: "fr" | "en";
  email: string | null;
  lines: { name: string; quantity: number; unitCents: number }[];
  /** Where the buyer comes back to. */
  paidUrl: string;
  backUrl: string;
};

export type RefundRequest = {
  id: string;
  /** Counts what was tried before and failed. */
  attempt: number;
  /** The provider's own name for this refund, once there is one. */
  reference: string | null;
  /** The provider's own name for the payment. */
  payment: string;
  account: string | null;
  amountCents: number;
  /** What the platform took of the payment: its share goes back with it. */
  feeCents: number;
};

/** What a provider says happened, in our words: nothing else of it reaches the tools. */
export type PaymentFact =
  | {
      kind: "payment";
      provider: Payments["name"];
      account: string | null;
      status: "open" | "processing" | "succeeded" | "failed";
      payment: string | null;
      order: string | null;
      session: string | null;
      reference: string | null;
      amount_cents: number | null;
      currency: string | null;
      method: string | null;
      failure: string | null;
      url: string | null;
      expires_at: string | null;
      at: string | null;
    }
  | {
      kind: "refund";
      provider: Payments["name"];
      account: string | null;
      status: "pending" | "succeeded" | "failed";
      /** Ours, and which attempt; null for one made on the provider's own pages. */
      refund: string | null;
      attempt: number | null;
      refund_reference: string | null;
      reference: string | null;
      amount_cents: number | null;
      failure: string | null;
      reason: string | null;
    }
  | ({ kind: "account"; provider: Payments["name"]; at: string } & AccountFacts)
  | {
      kind: "dispute";
      provider: Payments["name"];
      account: string | null;
      reference: string | null;
      amount_cents: number;
      reason: string | null;
    };

/** What the provider says of a promoter's account. */
export type AccountFacts = {
  account: string;
  test: boolean;
  charges_enabled: boolean;
  payouts_enabled: boolean;
  details_submitted: boolean;
  /** What is still asked for, in the provider's own names. */
  due: string[];
  due_by: string | null;
  disabled_reason: string | null;
};

/** One piece of news: two with one `event` are one. */
export type PaymentEvent = { event: string; type: string; fact: PaymentFact };

/** News that were not signed by the provider, or not for this installation. */
export class UnsignedEvent extends Error {
  override readonly name = "UnsignedEvent";

  /** The server and Next's bundle hold a copy of this class each, and share what throws it. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === "UnsignedEvent";
  }
}

/** Takes the payments of the public sale, and gives money back. Every method throws ProviderError. */
export interface Payments {
  /** As the payments of an order name it. */
  readonly name: "test" | "stripe";
  /** True where no money moves: orders, tickets and pages then say so. */
  readonly test: boolean;
  /** The least that its page takes, in cents. */
  readonly leastCents: number;
  /** Opens the page on which a payment is made. Asked twice, it is the same page. */
  start(payment: PaymentRequest, page: PaymentPage): Promise<PaymentEvent>;
  /** What has become of a payment. Where its time is over, its page is closed first. */
  ask(payment: PaymentRequest, over: boolean, now: Date): Promise<PaymentEvent>;
  /** Gives money back, or asks what has become of it. Asked twice, it is the same refund. */
  refund(refund: RefundRequest): Promise<PaymentEvent>;
  /** The news in a webhook; undefined for what is no concern of ours. Throws UnsignedEvent. */
  read(body: string, signature: string): PaymentEvent | undefined;
  /** The promoter's account: undefined where a provider needs none. */
  readonly accounts?: PaymentAccounts;
}

export interface PaymentAccounts {
  /** Opens an account for an organization; asked twice, it is the same. */
  open(organization: { id: string; country: string; email: string | null }): Promise<AccountFacts>;
  read(account: string): Promise<AccountFacts>;
  /** The provider's page on which the promoter gives what is missing. Used once, valid for minutes. */
  link(account: string): Promise<string>;
}
