import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plannedTour } from "../testing/tour.ts";
import { openWorld, type World } from "../testing/world.ts";

describe("searching documents by meaning, on the embedded database", () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld("embedded");
    await plannedTour(world);
  });
  afterAll(() => world.close());

  it("keeps an embedding for each passage and finds one in words of the same family", async () => {
    await world.done("documents_create_document", { kind: "day_sheet", performance: "Marseille" });
    const chunks = await world.rows("select id from document_chunks");
    const kept = await world.rows("select chunk_id from document_embeddings");
    expect(chunks.length).toBeGreaterThan(0);
    expect(kept).toHaveLength(chunks.length);
    const { value } = await world.done<{ passages: { title: string }[] }>(
      "documents_search_documents",
      {
        words: "feuilles de routes marseillaises",
      },
    );
    expect(value.passages[0]?.title).toContain("Marseille");
  });

  it("shows no passage to another organization", async () => {
    const { value } = await world.done<{ passages: unknown[] }>(
      "documents_search_documents",
      { words: "Marseille" },
      { organization: world.elsewhere },
    );
    expect(value.passages).toEqual([]);
  });
});
