import { stripePayments } from "#integrations/payments/stripe.ts";
import { type FakeStripe, openFakeStripe } from "#integrations/payments/testing/fake-stripe.ts";
import { fakeKeys } from "#integrations/payments/testing/sign.ts";
import { receivePaymentNews } from "../ticketing/payment-news.ts";
import { type Organization, type World, worldNow } from "./world.ts";

export type StripeWorld = {
  fake: FakeStripe;
  /** The account that takes the payments of `here`. */
  account: string;
  /** Delivers events of Stripe to the webhook, in the order given; those that came since, by default. */
  deliver(events?: FakeStripe["deliveries"]): Promise<void>;
  /** Opens and completes an account for an organization. */
  connect(organization: Organization): Promise<string>;
  close(): Promise<void>;
};

/** Gives a world Stripe in place of the test payment, `here` with an account that takes money. */
export async function openStripe(world: World): Promise<StripeWorld> {
  const fake = await openFakeStripe(() => worldNow);
  const { integrations, database } = world.context();
  const before = integrations.payments;
  integrations.payments = stripePayments({
    ...fakeKeys,
    siteUrl: "https://koncert.test",
    url: fake.url,
  });
  const connect: StripeWorld["connect"] = async (organization) => {
    const options = { organization };
    const opened = await world.done<{ account: string }>(
      "organization_connect_payments",
      {},
      options,
    );
    fake.complete(opened.value.account);
    await world.done("organization_connect_payments", {}, options);
    return opened.value.account;
  };
  const account = await connect(world.here);
  fake.deliveries.length = 0;
  return {
    fake,
    account,
    connect,
    async deliver(events = fake.deliveries.splice(0)) {
      for (const { body, signature } of events) {
        await receivePaymentNews({ database, integrations }, body, signature, worldNow);
      }
    },
    async close() {
      integrations.payments = before;
      await fake.close();
    },
  };
}
