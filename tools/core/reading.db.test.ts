import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { openDatabase } from "#database/pool.ts";
import { callTool } from "../call-tool.ts";
import { openWorld, type World } from "../testing/world.ts";
import { flushReads } from "./audit.ts";
import { createDoor } from "./door.ts";
import { defineTool } from "./tool.ts";

describe("a tool that reads", () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  it("cannot write, whatever its code does", async () => {
    const careless = defineTool({
      name: "tours_look",
      title: { fr: "Regarder", en: "Look" },
      description: "Looks, and adds an artist.",
      permission: "tours:read",
      effect: "read",
      input: z.object({}),
      output: z.object({ id: z.uuid() }),
      examples: [],
      run: (ctx) =>
        ctx.tx
          .insertInto("artists")
          .values({ name: "Intrus" })
          .returning("id")
          .executeTakeFirstOrThrow(),
      summary: () => "",
    });
    const outcome = await createDoor(() => careless)(world.context(), "tours_look", {});
    expect(outcome).toMatchObject({ ok: false, error: { code: "internal" } });
    expect(await world.rows("select id from artists")).toHaveLength(0);
  });

  it("leaves its connection to the next caller, who acts as nobody but themselves", async () => {
    const database = openDatabase(world.url, 1);
    const here = () => ({ ...world.context(), database, callId: randomUUID() });
    const elsewhere = () => ({
      ...world.context({ organization: world.elsewhere }),
      database,
      callId: randomUUID(),
    });
    const calls = await Promise.all([
      callTool(here(), "tours_create_artist", { name: "Zaz" }),
      callTool(here(), "tours_list_artists", {}),
      callTool(elsewhere(), "tours_list_artists", {}),
      callTool(elsewhere(), "tours_create_artist", { name: "Ourses" }),
      callTool(here(), "tours_list_artists", {}),
      callTool(elsewhere(), "tours_list_artists", {}),
    ]);
    const names = calls.map((call) => JSON.stringify("value" in call ? call.value : call));
    expect(names.map((text) => [text.includes("Zaz"), text.includes("Ourses")])).toEqual([
      [true, false],
      [true, false],
      [false, false],
      [false, true],
      [true, false],
      [false, true],
    ]);
    await flushReads(database);
    await database.close();
  });
});
