import { afterAll, beforeAll, expect, test } from "vitest";
import { sendOutbox } from "../core/send-outbox.ts";
import { plannedTour } from "../testing/tour.ts";
import { openWorld, type World, worldNow } from "../testing/world.ts";

let world: World;
let dates: Awaited<ReturnType<typeof plannedTour>>;
beforeAll(async () => {
  world = await openWorld();
  dates = await plannedTour(world);
  await world.rows(
    `insert into documents (organization_id, kind, title, status, due_on, total_cents, number)
     values ($1, 'invoice', 'Facture Silo', 'sent', '2026-11-16', 120000, 'F-2026-001'), ($1, 'contract', 'Cession Lyon', 'sent', null, null, null)`,
    [world.here.id],
  );
  await world.rows("alter table documents disable trigger touch");
  await world.rows("update documents set updated_at = '2026-11-10T10:00:00Z'");
  await world.rows("update members set locale = 'en' where role = 'manager'");
}, 240_000);
afterAll(() => world.close());

const job = (organizationId: string) => ({
  actor: { kind: "job", organizationId, name: "morning-brief", via: "job" } as const,
});
type Sent = { sent: { title: string; text: string }[] };

test("the morning's brief goes to owners and managers, each in their language, once", async () => {
  const callId = crypto.randomUUID();
  const options = { ...job(world.here.id), callId };
  await world.done<Sent>("organization_send_brief", {}, options);
  await world.done<Sent>("organization_send_brief", {}, options);
  await sendOutbox(world.database, world.context().integrations, "https://exemple.fr");
  const plain = world.mails.map(({ to, subject, text }) => ({
    to,
    subject,
    text: text.replace(/[\u00a0\u202f]/g, " "),
  }));
  expect(plain.map(({ to }) => to.split("@")[0]).toSorted()).toEqual(["manager", "owner"]);
  const [owner, manager] = plain.toSorted((a, b) => b.to.localeCompare(a.to));
  expect(owner?.subject).toBe("Le point du matin, Bleu Nuit Productions");
  expect(owner?.text).toContain("2 dates à venir, la prochaine : Marseille");
  expect(owner?.text).toContain("Signatures attendues : Cession Lyon (16 jours).");
  expect(owner?.text).toContain(
    "Factures en retard : Facture Silo F-2026-001, 1 200 € (10 jours).",
  );
  expect(manager?.text).toContain("Waiting for a signature: Cession Lyon (16 days).");
});

test("whoever does not want it is left alone, and nobody decides that for another", async () => {
  await world.done("organization_set_brief", { wanted: false }, { role: "manager" });
  const { value } = await world.done<Sent>("organization_send_brief", {}, job(world.here.id));
  expect(value.sent).toHaveLength(1);
  expect((await world.failed("organization_set_brief", {}, job(world.here.id))).code).toBe(
    "invalid_input",
  );
  // Asked for by a person, it goes to that person alone, with what they may read.
  const asked = await world.done<Sent>("organization_send_brief", {}, { role: "door_staff" });
  expect(asked.value.sent).toHaveLength(1);
  expect(asked.value.sent[0]?.text).not.toContain("Facture");
});

test("an organization without news gets no mail", async () => {
  const { value } = await world.done<Sent>("organization_send_brief", {}, job(world.elsewhere.id));
  expect(value.sent).toEqual([]);
});

test("options fall once their day has passed, those behind move up, and it can be taken back", async () => {
  await world.rows(
    "update performances set status = 'option', hold_rank = 1, hold_expires_on = '2026-11-25' where id = $1",
    [dates.Nice],
  );
  await world.rows(
    "update performances set status = 'option', hold_rank = 1, hold_expires_on = '2026-11-26' where id = $1",
    [dates.Lille],
  );
  expect((await world.failed("tours_expire_holds", {}, { role: "viewer" })).code).toBe("forbidden");
  const elsewhere = await world.done<{ released: object[] }>(
    "tours_expire_holds",
    {},
    {
      organization: world.elsewhere,
    },
  );
  expect(elsewhere.value.released).toEqual([]);
  const callId = crypto.randomUUID();
  const released = await world.done<{ released: { id: string }[] }>(
    "tours_expire_holds",
    {},
    {
      callId,
      now: worldNow,
    },
  );
  await world.done("tours_expire_holds", {}, { callId });
  expect(released.value.released.map(({ id }) => id)).toEqual([dates.Nice]);
  const statusOf = async (id: string) =>
    (await world.rows("select status, cancel_reason from performances where id = $1", [id]))[0];
  expect(await statusOf(dates.Nice)).toEqual({
    status: "cancelled",
    cancel_reason: "Option échue",
  });
  // Its day is today: until tonight it stands.
  expect(await statusOf(dates.Lille)).toMatchObject({ status: "option" });
  await world.done("organization_undo_call", { call: callId });
  expect(await statusOf(dates.Nice)).toMatchObject({ status: "option" });
});
