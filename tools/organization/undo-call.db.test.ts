import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plannedTour } from "../testing/tour.ts";
import { type ContextOptions, openWorld, type World } from "../testing/world.ts";

describe("undoing a call", () => {
  let world: World;
  let dates: Awaited<ReturnType<typeof plannedTour>>;
  beforeAll(async () => {
    world = await openWorld();
    dates = await plannedTour(world);
    await world.rows("update venues set capacity = 500");
  });
  afterAll(() => world.close());

  /** Takes a call back; what was said of it before must be what happens. */
  const undo = async (call: string, options?: ContextOptions) => {
    const said = await world.act("organization_get_call", { call }, options);
    const outcome = await world.act("organization_undo_call", { call }, options);
    if (said.ok) {
      const { undo: state } = said.value as { undo: string };
      expect(state === "possible", state).toBe(!("error" in outcome));
    } else expect(said).toMatchObject({ error: { code: "not_found" } });
    return outcome;
  };
  const expense = (label: string, options?: ContextOptions) =>
    world.done<{ id: string }>("business_add_expense", { label, amount: 1_000 }, options);
  const exists = async (id: string) =>
    (await world.rows("select id from expenses where id = $1", [id])).length === 1;
  const refusal = (code: string, words: string) => ({
    ok: false,
    error: { code, message: expect.stringContaining(words) },
  });

  it("takes back what was added, and an undo of the undo brings it back", async () => {
    const added = await expense("camion");
    expect(added.undoable).toBe(true);
    const undone = await world.done<{ changes: number; tables: unknown[] }>(
      "organization_undo_call",
      { call: added.callId },
    );
    expect(undone.value).toMatchObject({ changes: 1, tables: [{ table: "expenses", rows: 1 }] });
    expect(undone.summary).toMatch(/ajouter une dépense \(1\sligne rétablie\)/);
    expect(await exists(added.value.id)).toBe(false);
    expect((await undo(undone.callId)).ok).toBe(true);
    expect(await exists(added.value.id)).toBe(true);
    expect((await undo(added.callId)).ok).toBe(true);
    expect(await exists(added.value.id)).toBe(false);
  });

  it("brings back a deleted row as it was", async () => {
    const { value } = await expense("hôtel");
    const [before] = await world.rows("select * from expenses where id = $1", [value.id]);
    const deleted = await world.done("business_delete_entry", { entry: value.id });
    expect(await exists(value.id)).toBe(false);
    await undo(deleted.callId);
    const [after] = await world.rows("select * from expenses where id = $1", [value.id]);
    expect({ ...after, updated_at: null }).toEqual({ ...before, updated_at: null });
  });

  it("refuses a call undone already, and an unknown one", async () => {
    const { callId } = await expense("péage");
    await undo(callId);
    expect(await undo(callId)).toMatchObject(refusal("conflict", "déjà été annulée"));
    expect(await undo(randomUUID())).toMatchObject(refusal("not_found", "rien à annuler"));
    expect(await undo("hier")).toMatchObject(refusal("not_found", "rien à annuler"));
  });

  it("refuses once something later stands on it", async () => {
    const deal = { performance: "Nice", deal_kind: "cession", guarantee: 100_000 };
    const first = await world.done("business_set_deal", deal);
    const second = await world.done("business_set_deal", { ...deal, guarantee: 200_000 });
    expect(await undo(first.callId)).toMatchObject(refusal("conflict", "plus récente"));
    const english = await undo(first.callId, { locale: "en" });
    expect(english).toMatchObject(refusal("conflict", "a later change stands on it"));
    const [kept] = await world.rows("select guarantee_cents from deals");
    expect(kept).toEqual({ guarantee_cents: 200_000 });
    await undo(second.callId);
    expect((await undo(first.callId)).ok).toBe(true);
  });

  it("is offered in a row’s history where it will be accepted, and nowhere else", async () => {
    const states = async (kind: string, id: string, options?: ContextOptions) =>
      (
        await world.done<{ calls: { tool: string; undo: string }[] }>(
          "organization_list_activity",
          { subject: { kind, id } },
          options,
        )
      ).value.calls.map(({ tool, undo: state }) => `${tool} ${state}`);
    const artist = await world.done<{ id: string }>("tours_create_artist", { name: "Marées" });
    const first = await world.done("tours_update_artist", { artist: "Marées", genre: "folk" });
    expect(await states("artist", artist.value.id)).toEqual([
      "tours_update_artist possible",
      "tours_create_artist changed",
    ]);
    const tour = await world.done("tours_create_tour", { name: "Équinoxe", artist: "Marées" });
    await undo(first.callId);
    expect(await states("artist", artist.value.id)).toEqual([
      "organization_undo_call possible",
      "tours_update_artist done",
      // Its name is as it was made, and yet a tour stands on it.
      "tours_create_artist changed",
    ]);
    expect(await undo(artist.callId)).toMatchObject(refusal("conflict", "dépend"));
    await undo(tour.callId);
    expect((await states("artist", artist.value.id)).at(-1)).toBe("tours_create_artist possible");
    expect((await undo(artist.callId)).ok).toBe(true);
  });

  it("needs the right to write what the call wrote", async () => {
    const added = await expense("assurance");
    expect(await undo(added.callId, { role: "manager" })).toMatchObject({ ok: true });
    const again = await expense("assurance");
    expect(await undo(again.callId, { role: "viewer" })).toMatchObject({ ok: false });
    expect(await undo(again.callId, { role: "accountant" })).toMatchObject(
      refusal("not_found", "rien à annuler"),
    );
    expect(await exists(again.value.id)).toBe(true);
  });

  it("never reaches a call of another organization", async () => {
    const added = await expense("ailleurs");
    expect(await undo(added.callId, { organization: world.elsewhere })).toMatchObject(
      refusal("not_found", "rien à annuler"),
    );
    expect(await exists(added.value.id)).toBe(true);
  });

  it("without an id, takes the caller's own last call of this conversation", async () => {
    const here = await conversation();
    const mine = await expense("dans la conversation", { conversationId: here });
    const later = await expense("hors de la conversation");
    await expense("d’un autre", { role: "manager", conversationId: await conversation("manager") });
    const undone = await world.done<{ callId: string }>(
      "organization_undo_call",
      {},
      { conversationId: here },
    );
    expect(undone.value.callId).toBe(mine.callId);
    expect(await exists(later.value.id)).toBe(true);
    expect(
      await world.failed("organization_undo_call", {}, { conversationId: here }),
    ).toMatchObject({ code: "not_found" });
  });

  it("refuses at once what can't be taken back, without asking anyone", async () => {
    await world.done("ticketing_create_ticket_type", { performances: ["Lyon"], price: 3_500 });
    const sale = await world.done<{ orderId: string }>("ticketing_record_sale", {
      performance: "Lyon",
      quantity: 1,
    });
    expect(sale.undoable).toBe(false);
    expect(await undo(sale.callId)).toMatchObject(refusal("conflict", "ne peut pas être reprise"));
    const order = sale.value.orderId;
    const asked = await world.pending("ticketing_refund_order", { order });
    const refund = await accept(asked.approvalId);
    expect(await undo(refund.callId)).toMatchObject(
      refusal("conflict", "ne peut pas être reprise"),
    );
    expect(await world.rows("select id from approvals where status = 'pending'")).toHaveLength(0);
  });

  it("asks approval to take back what needed approval", async () => {
    await world.done("ticketing_create_ticket_type", { performances: ["Lille"], price: 3_500 });
    const asked = await world.pending("ticketing_publish_performance", { performance: "Lille" });
    const publish = await accept(asked.approvalId);
    const pending = await world.pending("organization_undo_call", { call: publish.callId });
    expect(JSON.stringify(pending.preview.lines)).toContain("Lignes rétablies");
    expect(pending.preview.title.fr).toMatch(/vente/i);
    expect(pending.preview.title.fr).not.toContain("approbation");
    const status = () => world.rows("select status from performances where id = $1", [dates.Lille]);
    expect(await status()).toEqual([{ status: "on_sale" }]);
    await accept(pending.approvalId);
    expect(await status()).toEqual([{ status: "confirmed" }]);
  });

  it("asks approval to change the price of sold tickets back, and forth again", async () => {
    await world.done("ticketing_create_ticket_type", { performances: ["Nice"], price: 3_500 });
    const change = { performances: ["Nice"], price: 4_000 };
    const free = await world.done("ticketing_change_price", change);
    await world.done("ticketing_record_sale", { performance: "Nice", quantity: 1 });
    expect(await undo(free.callId)).toMatchObject(refusal("conflict", "plus récente"));
    const asked = await world.pending("ticketing_change_price", { ...change, price: 5_000 });
    const changed = await accept(asked.approvalId);
    const price = async () =>
      (
        await world.rows("select price_cents from ticket_types where performance_id = $1", [
          dates.Nice,
        ])
      )[0]?.["price_cents"];
    expect(await price()).toBe(5_000);
    const back = await world.pending("organization_undo_call", { call: changed.callId });
    expect(await price()).toBe(5_000);
    const undone = await accept(back.approvalId);
    expect(await price()).toBe(4_000);
    await world.pending("organization_undo_call", { call: undone.callId });
  });

  const accept = (approval: string) =>
    world.done("organization_decide_approval", { approval, decision: "accept" });

  const conversation = async (role = "owner") => {
    const [row] = await world.rows<{ id: string }>(
      `insert into conversations (organization_id, member_id, channel)
       select organization_id, id, 'web' from members where organization_id = $1 and role = $2 returning id`,
      [world.here.id, role],
    );
    return row?.id ?? "";
  };
});
