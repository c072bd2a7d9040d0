import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openWorld, type World } from "#tools/testing/world.ts";
import { modelsOn, talk } from "./testing/talk.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const saying = (text: string, ...calls: { tool: string; input: unknown }[]) =>
  modelsOn(null, () => ({ calls, text: () => text }));

describe("a decision in words", () => {
  /** A date that is ready to go on sale, which always waits for a person. */
  async function askToPublish(city: string, day: string) {
    await world.done("tours_create_performance", {
      day,
      city,
      artist: "Nuit Claire",
      status: "confirmed",
      capacity: 800,
      title: city,
    });
    await world.done("ticketing_create_ticket_type", { performances: [city], price: 3_500 });
    return { tool: "ticketing_publish_performance", input: { performance: city } };
  }
  const waiting = "Cela attend votre accord.";
  const statusIn = async (title: string) =>
    (await world.rows("select status from performances where title = $1", [title]))[0]?.["status"];

  beforeAll(async () => {
    await world.done("tours_create_artist", { name: "Nuit Claire" });
  });

  test("« oui » right after the request carries it out, as the person", async () => {
    const models = saying(waiting, await askToPublish("Lyon", "2027-05-14"));
    const asked = await talk(world.context(), "mets Lyon en vente", { models });
    expect(asked.calls[0]?.outcome).toHaveProperty("pending");
    expect(await statusIn("Lyon")).toBe("confirmed");
    const { conversationId } = asked;
    const decided = await talk(world.context(), "Oui.", { models, conversationId });
    expect(decided.calls).toMatchObject([
      { tool: "organization_decide_approval", outcome: { ok: true } },
    ]);
    expect(await statusIn("Lyon")).toBe("on_sale");
    const [call] = await world.rows(
      "select via from tool_calls where tool = 'organization_decide_approval' and run_id = $1",
      [decided.runId],
    );
    expect(call?.["via"]).toBe("web");
  });

  test("« je refuse » leaves everything as it is", async () => {
    const models = saying(waiting, await askToPublish("Nantes", "2027-05-15"));
    const { conversationId } = await talk(world.context(), "mets Nantes en vente", { models });
    const decided = await talk(world.context(), "je refuse", { models, conversationId });
    expect(decided.text).toContain("Rien n’a été fait");
    expect(await statusIn("Nantes")).toBe("confirmed");
  });

  test("« oui » to something else does not decide; « j’accepte » still does", async () => {
    const models = saying(waiting, await askToPublish("Lille", "2027-05-16"));
    const { conversationId } = await talk(world.context(), "mets Lille en vente", { models });
    const other = { models: saying("Dois-je chercher aussi en mars ?"), conversationId };
    await talk(world.context(), "quelles dates en février", other);
    const answer = await talk(world.context(), "oui", other);
    expect(answer.calls).toEqual([]);
    expect(await statusIn("Lille")).toBe("confirmed");
    await talk(world.context(), "J’accepte", other);
    expect(await statusIn("Lille")).toBe("on_sale");
  });

  test("a decision is taken once: the same word again goes to the agent", async () => {
    const models = saying(waiting, await askToPublish("Metz", "2027-05-21"));
    const { conversationId } = await talk(world.context(), "mets Metz en vente", { models });
    const after = { models: saying("Rien n’attend."), conversationId };
    await talk(world.context(), "j’accepte", after);
    expect((await talk(world.context(), "j’accepte", after)).text).toBe("Rien n’attend.");
  });

  test("with two requests waiting, one word decides neither", async () => {
    const first = await askToPublish("Rennes", "2027-05-17");
    const second = await askToPublish("Tours", "2027-05-18");
    const models = saying(waiting, first, second);
    const { conversationId } = await talk(world.context(), "mets-les en vente", { models });
    const answer = await talk(world.context(), "j’accepte", { models, conversationId });
    expect(answer.text).toContain("une par une");
    expect(await statusIn("Rennes")).toBe("confirmed");
    expect(await statusIn("Tours")).toBe("confirmed");
  });

  test("the agent itself can never decide", async () => {
    const models = saying(waiting, await askToPublish("Brest", "2027-05-19"));
    const asked = await talk(world.context(), "mets Brest en vente", { models });
    const outcome = asked.calls[0]?.outcome;
    const approval = outcome && "pending" in outcome ? outcome.pending.approvalId : "";
    for (const via of ["agent", "mcp"] as const) {
      const refused = await world.failed(
        "organization_decide_approval",
        { approval, decision: "accept" },
        { via },
      );
      expect(refused.code).toBe("forbidden");
    }
    const models2 = saying("Fait.", {
      tool: "organization_decide_approval",
      input: { approval, decision: "accept" },
    });
    await talk(world.context(), "accepte-la toi-même", { models: models2 });
    expect(await statusIn("Brest")).toBe("confirmed");
  });

  test("the word of a member without the right decides nothing", async () => {
    const { input } = await askToPublish("Dijon", "2027-05-20");
    const models = saying("Refusé.", { tool: "ticketing_publish_performance", input });
    const viewer = world.context({ role: "viewer" });
    const asked = await talk(viewer, "mets Dijon en vente", { models });
    expect(asked.calls[0]?.outcome).toMatchObject({ error: { code: "forbidden" } });
    await talk(viewer, "oui", { models: saying("Non."), conversationId: asked.conversationId });
    expect(await statusIn("Dijon")).toBe("confirmed");
  });
});
