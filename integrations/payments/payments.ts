export type Payment = {
  /** Two payments with one key are one payment. */
  key: string;
  amountCents: number;
  currency: string;
};

/** How a buyer's payment went: `reference` finds it again at the provider. */
export type PaymentAnswer =
  | { status: "succeeded"; reference: string; method: string }
  | { status: "refused" };

/** Takes the payments of the public sale. */
export interface Payments {
  /** As the payments of an order name it. */
  readonly name: "test";
  /** True where no money moves: orders, tickets and pages then say so. */
  readonly test: boolean;
  /** Throws ProviderError where the provider does not answer. */
  take(payment: Payment): Promise<PaymentAnswer>;
}
