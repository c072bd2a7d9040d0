import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sendOutbox } from "../core/send-outbox.ts";
import { openWorld, type World } from "../testing/world.ts";

describe("what an organization shows of itself", () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  it("reads its own facts and never those of another", async () => {
    await world.done("organization_update_organization", {
      siret: "73282932000074",
      city: "Lyon",
      licences: ["PLATESV-R-2027-000001"],
    });
    const here = await world.done("organization_get_organization", {}, { role: "viewer" });
    expect(here.value).toMatchObject({
      name: "Bleu Nuit Productions",
      siret: "73282932000074",
      licences: ["PLATESV-R-2027-000001"],
    });
    const there = await world.done(
      "organization_get_organization",
      {},
      { organization: world.elsewhere },
    );
    expect(there.value).toMatchObject({ name: "Grand Large Spectacles", siret: null });
  });

  it("tells the rights of every role, and of one", async () => {
    type Matrix = { permissions: { name: string; roles: string[] }[] };
    const { value } = await world.done<Matrix>("organization_list_roles", {});
    const rolesOf = (name: string) =>
      value.permissions.find((permission) => permission.name === name)?.roles;
    expect(rolesOf("organization:manage")).toEqual(["owner"]);
    expect(rolesOf("door:scan")).toEqual(["owner", "manager", "door_staff"]);
    const door = await world.done<Matrix>("organization_list_roles", { role: "door_staff" });
    expect(door.value.permissions.map(({ name }) => name)).not.toContain("business:read");
  });

  it("says what stands in locally, and no secret", async () => {
    const { value, summary } = await world.done("organization_list_integrations", {});
    expect(value).toMatchObject({
      integrations: expect.arrayContaining([
        { job: "mail", provider: "local", local: true },
        { job: "payments", provider: "test", local: true },
      ]),
    });
    expect(summary).toContain("paiement de test");
  });

  it("sends a test e-mail to the member who asks, once for one call", async () => {
    const callId = randomUUID();
    for (let turn = 0; turn < 2; turn++) {
      await world.done("organization_send_test_mail", {}, { callId });
    }
    await sendOutbox(world.database, world.context().integrations, "https://koncert.example");
    const sent = world.mails.filter(({ subject }) => subject.includes("essai"));
    expect(sent).toHaveLength(1);
    const [owner] = await world.rows<{ email: string }>(
      "select email from members where role = 'owner' and organization_id = $1",
      [world.here.id],
    );
    expect(sent[0]?.to).toBe(owner?.email);
  });

  it("lets only owners try the mail", async () => {
    const refused = await world.failed("organization_send_test_mail", {}, { role: "manager" });
    expect(refused.code).toBe("forbidden");
  });
});
