import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStripe, type StripeWorld } from "../testing/stripe.ts";
import { openWorld, type World } from "../testing/world.ts";

type Account = { state: string; account: string | null; missing: string[]; payouts: boolean };

describe("the account that takes the money", () => {
  let world: World;
  let stripe: StripeWorld;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(async () => {
    await stripe?.close();
    await world.close();
  });
  const shown = async (options = {}) =>
    (await world.done<Account>("organization_get_payment_account", {}, options)).value;

  it("needs none while payments are tests", async () => {
    expect(await shown()).toMatchObject({ state: "not_needed", test: true });
    expect(await world.failed("organization_connect_payments", {})).toMatchObject({
      code: "unavailable",
      reason: "no_provider",
    });
  });

  it("is opened at Stripe, says what is missing, and takes money once that is given", async () => {
    stripe = await openStripe(world);
    const theirs = { organization: world.elsewhere };
    expect((await shown(theirs)).state).toBe("none");
    const opened = await world.done<Account>("organization_connect_payments", {}, theirs);
    expect(opened.value).toMatchObject({ state: "incomplete", payouts: false });
    expect(opened.value.missing).toContain("le compte bancaire qui reçoit les virements");
    expect(opened.summary).toMatch(/^Compte Stripe à compléter\. Il manque /);
    const english = await world.done<Account>(
      "organization_get_payment_account",
      {},
      { ...theirs, locale: "en" },
    );
    expect(english.value.missing).toContain("the bank account that receives payouts");
    stripe.fake.complete(opened.value.account ?? "");
    await stripe.deliver();
    expect(await shown(theirs)).toMatchObject({ state: "ready", payouts: true, missing: [] });
  });

  it("is one account however often it is opened, and another for another organization", async () => {
    const again = await world.done<Account>("organization_connect_payments", {});
    expect(again.value.account).toBe(stripe.account);
    const theirs = await shown({ organization: world.elsewhere });
    expect(theirs.account).not.toBe(stripe.account);
    const calls = stripe.fake.requests.filter(({ route }) => route === "POST /v1/accounts");
    expect(new Set(calls.map(({ key }) => key)).size).toBe(2);
  });

  it("keeps what Stripe said last, whatever comes late", async () => {
    const body = (charges: boolean, created: number) => ({
      id: stripe.account,
      charges_enabled: charges,
      payouts_enabled: charges,
      details_submitted: true,
      requirements: {
        currently_due: [],
        past_due: [],
        disabled_reason: charges ? null : "rejected.fraud",
      },
      created,
    });
    const news = stripe.fake.forge("account.updated", body(false, 0), stripe.account);
    await stripe.deliver([news]);
    expect((await shown()).state).toBe("closed");
    await world.done("organization_connect_payments", {});
    expect((await shown()).state).toBe("ready");
    await stripe.deliver([news]);
    expect((await shown()).state).toBe("ready");
  });

  it("is connected by whoever manages the organization alone, and seen by its members", async () => {
    for (const role of ["manager", "accountant", "viewer"] as const) {
      expect(await world.failed("organization_connect_payments", {}, { role })).toMatchObject({
        code: "forbidden",
      });
    }
    expect((await shown({ role: "viewer" })).state).toBe("ready");
  });

  it("says that Stripe does not answer, and keeps what was known", async () => {
    stripe.fake.state.down = true;
    expect(await world.failed("organization_connect_payments", {})).toMatchObject({
      code: "unavailable",
      reason: "provider_silent",
    });
    stripe.fake.state.down = false;
    expect((await shown()).state).toBe("ready");
  });
});
