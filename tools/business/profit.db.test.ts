import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cnmLevy, splitVat } from "../ticketing/rules.ts";
import { plannedTour } from "../testing/tour.ts";
import { openWorld, type World } from "../testing/world.ts";

type Profit = {
  incomeCents: number;
  expenseCents: number;
  profitCents: number;
  lines: { kind: string; category: string; cents: number }[];
  performances: { label: string; profitCents: number }[];
};
type Settlement = {
  settlementId: string;
  dueCents: number;
  steps: { label: string; cents: number }[];
};

const price = 3_550;
/** VAT is rounded once, on all of a rate. */
const netOf = (grossCents: number) => splitVat(grossCents, 550).netCents;

describe("profit, deal and settlement", () => {
  let world: World;
  let dates: Awaited<ReturnType<typeof plannedTour>>;
  beforeAll(async () => {
    world = await openWorld();
    dates = await plannedTour(world);
    const lyon = { performance: "Lyon" };
    await world.rows("update venues set capacity = 2000");
    await world.done("ticketing_create_ticket_type", { performances: ["Lyon"], price, vat: 550 });
    await world.done("ticketing_record_sale", { ...lyon, quantity: 311, buyer: "Comité" });
    await world.done("ticketing_record_sale", { ...lyon, quantity: 7, buyer: "Lea Martin" });
    await world.done("business_add_expense", { label: "son", amount: 120_033, ...lyon });
    await world.done("business_add_income", { label: "bar", amount: 67_000, ...lyon });
    await world.done("business_add_expense", {
      label: "affiches",
      amount: 50_000,
      tour: "Organique Tour",
    });
    await world.done("business_add_expense", { label: "loyer", amount: 9_000 });
  });
  afterAll(() => world.close());

  const profit = async (input: object) =>
    (await world.done<Profit>("business_get_profit", input)).value;
  const accept = (approval: string) =>
    world.done("organization_decide_approval", { approval, decision: "accept" });

  it("is box office before VAT and incomes, less expenses and the CNM tax, to the cent", async () => {
    const box = netOf(318 * price);
    const tax = cnmLevy(box, "FR", "2027-05-14")?.cents ?? 0;
    const { value, summary } = await world.done<Profit>("business_get_profit", {
      performances: ["Lyon"],
    });
    expect(value).toMatchObject({
      incomeCents: box + 67_000,
      expenseCents: 120_033 + tax,
      profitCents: box + 67_000 - 120_033 - tax,
    });
    expect(value.lines).toContainEqual({ kind: "income", category: "box_office", cents: box });
    expect(value.lines).toContainEqual({ kind: "expense", category: "taxes", cents: tax });
    expect(summary).toMatch(/^14\/05\/2027 · Lyon\s: bénéfice de 9\s?\d{3},\d\d\s€/);
  });

  it("adds the tour's own costs for a tour, and the organization's for everything", async () => {
    const lyon = await profit({ performances: ["Lyon"] });
    const tour = await profit({ tour: "Organique Tour" });
    expect(lyon.profitCents - tour.profitCents).toBe(50_000);
    const everything = await profit({});
    expect(tour.profitCents - everything.profitCents).toBe(9_000);
    expect(
      everything.lines.reduce(
        (sum, line) => sum + (line.kind === "income" ? 1 : -1) * line.cents,
        0,
      ),
    ).toBe(everything.profitCents);
  });

  it("keeps the costs of a cancelled date in the whole", async () => {
    await world.done("business_add_expense", { label: "dédit", amount: 777, performance: "Nice" });
    const before = await profit({ tour: "Organique Tour" });
    await world.rows(
      "update performances set status = 'cancelled', cancelled_at = now() where id = $1",
      [dates.Nice],
    );
    expect((await profit({ tour: "Organique Tour" })).expenseCents).toBe(before.expenseCents);
    expect((await profit({ performances: ["Lyon"] })).expenseCents).toBe(
      before.expenseCents - 50_777,
    );
  });

  it("takes a partial refund off with its VAT, and a whole one with its tickets", async () => {
    const box = async () =>
      (await profit({ performances: ["Lyon"] })).lines.find(
        (line) => line.category === "box_office",
      )?.cents;
    const part = { order: "Lea Martin", amount: 1_000 };
    await accept((await world.pending("ticketing_refund_order", part)).approvalId);
    expect(await box()).toBe(netOf(318 * price - 1_000));
    const rest = { order: "Lea Martin" };
    await accept((await world.pending("ticketing_refund_order", rest)).approvalId);
    expect(await box()).toBe(netOf(311 * price));
  });

  it("says of a date what its statement says: other platforms and the organizer's fees with it", async () => {
    const table = `Billet;Commande;Tarif;Prix;Statut;Acheté le
B1;C1;Carré or;41,20;Payé;10/11/2026 18:00
B2;C1;Carré or;41,20;Payé;10/11/2026 18:00`;
    await world.done("ticketing_import_platform_sales", {
      performance: "Lyon",
      platform: "billetweb",
      table,
    });
    await world.rows("update orders set application_fee_cents = 250 where buyer_name = 'Comité'");
    const { value } = await world.done<{
      netCents: number;
      platformsCents: number;
      organizerFeeCents: number;
      levy: { cents: number } | null;
    }>("ticketing_get_statement", { performance: "Lyon" });
    expect(value).toMatchObject({ platformsCents: 8_240, organizerFeeCents: 250 });
    expect((await profit({ performances: ["Lyon"] })).lines).toEqual(
      expect.arrayContaining([
        { kind: "income", category: "box_office", cents: value.netCents },
        { kind: "expense", category: "taxes", cents: value.levy?.cents },
        { kind: "expense", category: "ticketing_fees", cents: 250 },
      ]),
    );
    expect(value.netCents).toBe(netOf(311 * price + 8_240));
    await world.rows("delete from platform_sales");
    await world.rows("delete from allotments");
    await world.rows("update orders set application_fee_cents = 0");
  });

  it("is refused to those who may not read the accounts", async () => {
    const error = await world.failed("business_get_profit", {}, { role: "viewer" });
    expect(error.code).toBe("forbidden");
    const input = { performances: [dates.Lyon] };
    const elsewhere = { organization: world.elsewhere };
    const theirs = await world.failed("business_get_profit", input, elsewhere);
    expect(theirs.code).toBe("not_found");
  });

  it("needs a deal before a settlement, and a kind before a deal", async () => {
    const settle = await world.failed("business_settle_performance", { performance: "Lyon" });
    expect(settle).toMatchObject({ code: "conflict", message: expect.stringContaining("deal") });
    const deal = await world.failed("business_set_deal", { performance: "Lyon", guarantee: 1 });
    expect(deal).toMatchObject({ code: "invalid_input", field: "deal_kind" });
  });

  it("settles a versus deal at the better of guarantee and share, deposit off the balance", async () => {
    const lyon = { performance: "Lyon" };
    const terms = { deal_kind: "versus", guarantee: 500_000, percentage: 7_000 };
    const { summary } = await world.done("business_set_deal", { ...lyon, ...terms });
    expect(summary).toMatch(/Lyon.*\s: versus, 5\s000\s€ \/ 70\s%\.$/);
    const kept = await world.done("business_set_deal", { ...lyon, deposit: 100_000 });
    expect(kept.value).toMatchObject({ kind: "versus", guaranteeCents: 500_000 });
    const due = Math.floor((netOf(311 * price) * 7_000) / 10_000);
    const first = await world.done<Settlement>("business_settle_performance", lyon);
    expect(first.value.dueCents).toBe(due);
    expect(first.value.steps.at(-1)).toEqual({ label: "balance", cents: due - 100_000 });
    await world.done("business_set_deal", { ...lyon, guarantee: 2_000_000 });
    const second = await world.done<Settlement>("business_settle_performance", lyon);
    expect(second.value).toMatchObject({
      settlementId: first.value.settlementId,
      dueCents: 2_000_000,
    });
    const rows = await world.rows("select status, due_cents from settlements");
    expect(rows).toEqual([{ status: "draft", due_cents: 2_000_000 }]);
  });

  it("leaves a signed deal and an agreed settlement as they are", async () => {
    await world.rows("update settlements set status = 'agreed', agreed_at = now()");
    const settle = await world.failed("business_settle_performance", { performance: "Lyon" });
    expect(settle.message).toContain("déjà arrêté");
    await world.rows("update deals set status = 'signed'");
    const deal = await world.failed("business_set_deal", { performance: "Lyon", guarantee: 1 });
    expect(deal).toMatchObject({ code: "conflict", message: expect.stringContaining("signé") });
  });
});
