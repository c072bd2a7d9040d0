import Stripe from "stripe";

export const fakeKeys = { secretKey: "sk_test_fake", webhookSecret: "whsec_fake" };

/** Signed by the `stripe` package itself. */
export function sign(body: string, secret: string = fakeKeys.webhookSecret): string {
  return new Stripe(fakeKeys.secretKey).webhooks.generateTestHeaderString({
    payload: body,
    secret,
  });
}
