import pg from "pg";
import { afterAll, describe, expect, test } from "vitest";
import { asActor } from "../as-actor.ts";
import { openDatabase } from "../pool.ts";
import { createOrganization } from "./create-organization.ts";
import { closeAll, createTestDatabase } from "./create-test-database.ts";

afterAll(closeAll);

describe.each(["server", "embedded"] as const)("a test database (%s)", (kind) => {
  test("lets a member act on the rows of their organization alone", async () => {
    const { url, adminUrl } = await createTestDatabase(kind);
    const ours = await createOrganization(adminUrl, { name: "Les Nôtres" });
    await createOrganization(adminUrl, { name: "Les Autres" });
    const database = openDatabase(url, 3);
    const seen = await Promise.all(
      Array.from({ length: 8 }, () =>
        asActor(database, ours.actor("manager"), (tx) =>
          tx
            .selectFrom("organizations" as never)
            .select("name" as never)
            .execute(),
        ),
      ),
    );
    expect(seen).toEqual(Array.from({ length: 8 }, () => [{ name: "Les Nôtres" }]));
    await database.close();
  });

  test("gives koncert_app no table outside a transaction of an actor", async () => {
    const { url } = await createTestDatabase(kind);
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await expect(client.query("select * from tours")).rejects.toMatchObject({ code: "42501" });
    await client.end();
  });
});

test("two test databases share nothing", async () => {
  const [one, two] = [await createTestDatabase(), await createTestDatabase()];
  await createOrganization(one.adminUrl, { name: "Seule" });
  const client = new pg.Client({ connectionString: two.adminUrl });
  await client.connect();
  expect((await client.query("select * from organizations")).rows).toEqual([]);
  await client.end();
});
