import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callTool } from "../call-tool.ts";
import { plannedTour } from "../testing/tour.ts";
import { openWorld, type World } from "../testing/world.ts";
import { flushReads } from "./audit.ts";

describe("the one door", () => {
  let world: World;
  let dates: Awaited<ReturnType<typeof plannedTour>>;
  beforeAll(async () => {
    world = await openWorld();
    dates = await plannedTour(world);
  });
  afterAll(() => world.close());

  const expense = (label: string) => ({ label, amount: 45_000 });
  const labelled = (label: string) =>
    world.rows("select id from expenses where label = $1", [label]);

  it("says that a tool does not exist, in the caller's language", async () => {
    const french = await world.failed("tours_fly_away", {});
    expect(french.code).toBe("not_found");
    expect(french.message).toMatch(/^L’outil «\stours_fly_away\s» n’existe pas\.$/);
    const english = await world.failed("tours_fly_away", {}, { locale: "en" });
    expect(english.message).toBe("There is no tool “tours_fly_away”.");
  });

  it.each([
    ["an unknown field", { ...expense("x"), organization_id: randomUUID() }, /organization_id/],
    ["a missing field", { label: "x" }, /manque le champ «\samount\s»/],
    ["another type", { label: "x", amount: "45" }, /«\samount\s» n’a pas la forme attendue/],
    [
      "a negative amount",
      { label: "x", amount: -1 },
      /«\samount\s» est en dessous du minimum \(0\)/,
    ],
    ["a day that does not exist", { ...expense("x"), on: "2027-02-30" }, /n’est pas une date/],
    ["a value out of its list", { ...expense("x"), category: "gold" }, /l’une de ces valeurs/],
    ["a text without end", { ...expense("x".repeat(201)) }, /trop long\s: 200 caractères/],
    ["an empty text", { ...expense(" ") }, /vide ou trop court/],
    ["an input that is no object", "camion", /forme attendue/],
  ])("refuses %s and writes nothing", async (_case, input, message) => {
    const before = await world.rows("select id from tool_calls");
    const error = await world.failed("business_add_expense", input);
    expect(error).toMatchObject({
      code: "invalid_input",
      message: expect.stringMatching(message as RegExp),
    });
    expect(await world.rows("select id from tool_calls")).toHaveLength(before.length);
    expect(await world.rows("select id from expenses")).toHaveLength(0);
  });

  it("names the faulty field in English too", async () => {
    const error = await world.failed("business_add_expense", { label: "x" }, { locale: "en" });
    expect(error).toEqual({
      code: "invalid_input",
      message: "The field “amount” is missing.",
      field: "amount",
    });
  });

  it("refuses a role that lacks the permission, in both languages", async () => {
    for (const role of ["viewer", "door_staff"] as const) {
      const error = await world.failed("business_add_expense", expense("refus"), { role });
      expect(error).toMatchObject({
        code: "forbidden",
        message: expect.stringContaining("Votre rôle ne permet pas"),
      });
    }
    const english = await world.failed("business_add_expense", expense("refus"), {
      role: "viewer",
      locale: "en",
    });
    expect(english.message).toContain("Your role does not allow this.");
    expect(await labelled("refus")).toHaveLength(0);
  });

  it("refuses a read that the role may not make, where the rows alone would look empty", async () => {
    const error = await world.failed("business_list_entries", {}, { role: "viewer" });
    expect(error.code).toBe("forbidden");
  });

  it("refuses someone who is not a member of the organization in the session", async () => {
    const context = world.context();
    const stranger = world.elsewhere.actors.owner;
    const outcome = await callTool(
      { ...context, actor: { ...stranger, organizationId: world.here.id } },
      "business_add_expense",
      expense("intrus"),
    );
    expect(outcome).toMatchObject({ ok: false, error: { code: "forbidden" } });
    expect(await labelled("intrus")).toHaveLength(0);
  });

  it("answers a repeated call with the first result, and acts once", async () => {
    const callId = randomUUID();
    const first = await world.done("business_add_expense", expense("une fois"), { callId });
    const again = await world.done("business_add_expense", expense("une fois"), { callId });
    expect(first.replayed).toBe(false);
    expect(again).toEqual({ ...first, replayed: true });
    expect(await labelled("une fois")).toHaveLength(1);
  });

  it("acts once when the same call arrives twice at the same moment", async () => {
    const callId = randomUUID();
    const outcomes = await Promise.all(
      [1, 2, 3].map(() => world.done("business_add_expense", expense("ensemble"), { callId })),
    );
    expect(outcomes.filter((outcome) => outcome.replayed)).toHaveLength(2);
    expect(await labelled("ensemble")).toHaveLength(1);
  });

  it("refuses a call id that served another input or another tool", async () => {
    const callId = randomUUID();
    await world.done("business_add_expense", expense("premier"), { callId });
    for (const [tool, input] of [
      ["business_add_expense", expense("second")],
      ["business_add_income", expense("premier")],
    ] as const) {
      const error = await world.failed(tool, input, { callId });
      expect(error).toMatchObject({
        code: "conflict",
        message: expect.stringContaining("déjà servi à une autre demande"),
      });
    }
    expect(await labelled("second")).toHaveLength(0);
    expect(await world.rows("select id from incomes")).toHaveLength(0);
  });

  it("keeps calls of two organizations apart, even under one id", async () => {
    const callId = randomUUID();
    const here = await world.done("business_add_expense", expense("ici"), { callId });
    const there = await world.done("business_add_expense", expense("ici"), {
      callId,
      organization: world.elsewhere,
    });
    expect(there.replayed).toBe(false);
    expect(there.value).not.toEqual(here.value);
  });

  it("leaves nothing of a call that fails halfway", async () => {
    const before = await world.rows("select id from row_changes");
    const callId = randomUUID();
    const error = await world.failed(
      "ticketing_create_ticket_type",
      { performances: [dates.Lyon, randomUUID()], price: 3_500 },
      { callId },
    );
    expect(error.code).toBe("not_found");
    expect(await world.rows("select id from ticket_types")).toHaveLength(0);
    expect(await world.rows("select id from row_changes")).toHaveLength(before.length);
    expect(await world.rows("select id from tool_calls where id = $1", [callId])).toHaveLength(0);
  });

  it("keeps who wrote what, through what, with its row changes", async () => {
    const { callId } = await world.done("business_add_expense", expense("trace"), {
      role: "accountant",
      via: "terminal",
    });
    const [call] = await world.rows(
      `select c.tool, c.effect, c.via, c.status, c.input, m.role, c.organization_id
         from tool_calls c join members m on m.id = c.member_id where c.id = $1`,
      [callId],
    );
    expect(call).toMatchObject({
      tool: "business_add_expense",
      effect: "write",
      via: "terminal",
      status: "ok",
      role: "accountant",
      organization_id: world.here.id,
    });
    const changes = await world.rows(
      "select table_name, operation from row_changes where call_id = $1",
      [callId],
    );
    expect(changes).toEqual([{ table_name: "expenses", operation: "insert" }]);
  });

  it("logs reads in one batch, after the fact", async () => {
    await flushReads(world.database);
    const reads = () => world.rows("select id from tool_calls where effect = 'read'");
    const before = (await reads()).length;
    const first = await world.done("find_anything", { text: "Zaz" });
    await world.done("find_anything", { text: "Le Silo" });
    await flushReads(world.database);
    expect(await reads()).toHaveLength(before + 2);
    const [logged] = await world.rows(
      "select tool, input, status, organization_id from tool_calls where id = $1",
      [first.callId],
    );
    expect(logged).toEqual({
      tool: "find_anything",
      input: { text: "Zaz" },
      status: "ok",
      organization_id: world.here.id,
    });
  });

  it("answers an id of another organization as if it did not exist", async () => {
    for (const [tool, input] of [
      ["ticketing_list_guests", { performance: dates.Lyon }],
      ["ticketing_create_ticket_type", { performances: [dates.Lyon], price: 100 }],
      ["business_add_expense", { ...expense("vol"), performance: dates.Lyon }],
      ["business_settle_performance", { performance: dates.Lyon }],
      ["organization_undo_call", { call: randomUUID() }],
    ] as const) {
      const theirs = await world.failed(tool, input, { organization: world.elsewhere });
      const unknown = await world.failed(
        tool,
        JSON.parse(JSON.stringify(input).replaceAll(dates.Lyon, randomUUID())),
        { organization: world.elsewhere },
      );
      expect(theirs.code).toBe("not_found");
      expect(theirs.choices).toBeUndefined();
      expect(theirs.message).not.toMatch(/Lyon|Salle 3000|Zaz/);
      expect(unknown.code).toBe("not_found");
    }
    expect(await labelled("vol")).toHaveLength(0);
  });
});
