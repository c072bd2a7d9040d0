import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { sendOutbox } from "../core/send-outbox.ts";
import { openWorld, type World } from "../testing/world.ts";

type Members = {
  members: { name: string; role: string; status: string }[];
  invitations: { email: string; role: string }[];
};

describe("members and invitations", () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());
  beforeEach(() => world.mails.splice(0));

  const send = () => {
    const { database, integrations } = world.context();
    return sendOutbox(database, integrations, "https://koncert.test");
  };
  const invite = (email: string, role?: string) =>
    world.done("organization_invite_member", { email, ...(role ? { role } : {}) });
  const tokenIn = (text: string | undefined) =>
    /https:\/\/koncert\.test\/invitation\?token=(\S+)/.exec(text ?? "")?.[1] ?? "";
  const answer = async (token: string) =>
    (
      await world.rows("select koncert.invitation($1) as invitation", [
        createHash("sha256").update(decodeURIComponent(token)).digest("hex"),
      ])
    )[0]?.["invitation"];
  const list = async (input = {}) =>
    (await world.done<Members>("organization_list_members", input)).value;

  it("invites by mail, with a link that works and is kept nowhere in the clear", async () => {
    const { value, summary, callId } = await world.done("organization_invite_member", {
      email: "Lea@Exemple.fr",
      role: "accountant",
    });
    expect(summary).toBe("Invitation envoyée à lea@exemple.fr (comptable), valable 14 jours.");
    expect(await send()).toBe(1);
    const [mail] = world.mails;
    expect(mail).toMatchObject({
      to: "lea@exemple.fr",
      subject: "Bleu Nuit Productions vous invite sur KONCERT",
    });
    const token = tokenIn(mail?.text);
    expect(token.length).toBeGreaterThan(20);
    expect(await answer(token)).toMatchObject({ email: "lea@exemple.fr", role: "accountant" });
    const [call] = await world.rows("select input, output from tool_calls where id = $1", [callId]);
    expect(JSON.stringify([value, call])).not.toContain(token);
    expect((await list()).invitations).toMatchObject([{ email: "lea@exemple.fr" }]);
  });

  it("replaces the invitation when the same person is invited again", async () => {
    await invite("marc@exemple.fr");
    await send();
    const first = tokenIn(world.mails[0]?.text);
    await invite("marc@exemple.fr", "manager");
    await send();
    const second = tokenIn(world.mails[1]?.text);
    expect(await answer(first)).toMatchObject({ status: "revoked" });
    expect(await answer(second)).toMatchObject({ status: "open", role: "manager" });
    const { invitations } = await list();
    expect(invitations.filter(({ email }) => email === "marc@exemple.fr")).toMatchObject([
      { role: "manager" },
    ]);
  });

  it("revokes an open invitation, once", async () => {
    await invite("paul@exemple.fr");
    await world.done("organization_revoke_invitation", { email: "paul@exemple.fr" });
    expect((await list()).invitations.map(({ email }) => email)).not.toContain("paul@exemple.fr");
    const again = { email: "paul@exemple.fr" };
    const error = await world.failed("organization_revoke_invitation", again);
    expect(error.code).toBe("not_found");
    const theirs = await world.failed(
      "organization_revoke_invitation",
      { email: "lea@exemple.fr" },
      { organization: world.elsewhere },
    );
    expect(theirs.code).toBe("not_found");
  });

  it("lets a manager invite, but nobody invite above their own rights", async () => {
    const owner = { email: "zoe@exemple.fr", role: "owner" };
    const refused = await world.failed("organization_invite_member", owner, { role: "manager" });
    expect(refused.code).toBe("forbidden");
    await world.done(
      "organization_invite_member",
      { ...owner, role: "viewer" },
      { role: "manager" },
    );
    const accountant = await world.failed("organization_invite_member", owner, {
      role: "accountant",
    });
    expect(accountant.code).toBe("forbidden");
  });

  it("does not invite a member again", async () => {
    const [member] = await world.rows<{ email: string }>(
      "select email from members where organization_id = $1 and role = 'viewer'",
      [world.here.id],
    );
    const error = await world.failed("organization_invite_member", { email: member?.email });
    expect(error).toMatchObject({
      code: "conflict",
      message: expect.stringContaining("déjà partie"),
    });
    expect((await world.failed("organization_invite_member", { email: "lea@" })).code).toBe(
      "invalid_input",
    );
  });

  it("changes a role, logs it, and gives the rights at once", async () => {
    const change = { member: "viewer Bleu Nuit Productions", role: "accountant" };
    const expense = { label: "camion", amount: 100 };
    expect((await world.failed("business_add_expense", expense, { role: "viewer" })).code).toBe(
      "forbidden",
    );
    const { summary, callId } = await world.done("organization_set_role", change);
    expect(summary).toMatch(/passe de «\slecture seule\s» à «\scomptable\s»\.$/);
    await world.done("business_add_expense", expense, { role: "viewer" });
    expect((await world.failed("organization_set_role", change)).code).toBe("conflict");
    const [logged] = await world.rows("select detail from audit_log where action = 'role_changed'");
    expect(logged).toEqual({ detail: { before: "viewer", after: "accountant" } });
    await world.done("organization_undo_call", { call: callId });
    expect((await world.failed("business_add_expense", expense, { role: "viewer" })).code).toBe(
      "forbidden",
    );
  });

  it("keeps an owner, whoever asks", async () => {
    const owner = { member: "owner Bleu Nuit Productions" };
    for (const [tool, input] of [
      ["organization_set_role", { ...owner, role: "viewer" }],
      ["organization_remove_member", owner],
    ] as const) {
      const error = await world.failed(tool, input);
      expect(error).toMatchObject({
        code: "conflict",
        message: expect.stringContaining("au moins un propriétaire"),
      });
    }
    expect((await list({ role: "owner" })).members).toMatchObject([{ status: "active" }]);
  });

  it("is for owners of the organization alone", async () => {
    const member = { member: "door_staff Bleu Nuit Productions" };
    const manager = await world.failed("organization_remove_member", member, { role: "manager" });
    expect(manager.code).toBe("forbidden");
    const theirs = await world.failed("organization_remove_member", member, {
      organization: world.elsewhere,
    });
    expect(theirs.code).toBe("not_found");
    expect(JSON.stringify(theirs.choices)).not.toContain("Bleu Nuit");
    const [row] = await world.rows(
      "select status from members where organization_id = $1 and role = 'door_staff'",
      [world.here.id],
    );
    expect(row).toEqual({ status: "active" });
  });

  it("never takes someone for another whose name is alike", async () => {
    const alike = { member: "owners Bleu Nuit Production" };
    const error = await world.failed("organization_remove_member", alike);
    expect(error).toMatchObject({
      code: "not_found",
      choices: [{ label: "owner Bleu Nuit Productions" }],
    });
  });

  it("ends a member's access at once, and keeps what they did", async () => {
    await world.done("business_add_expense", { label: "reste", amount: 1 }, { role: "accountant" });
    const member = { member: "accountant Bleu Nuit Productions" };
    const { summary } = await world.done("organization_remove_member", member);
    expect(summary).toContain("n’a plus accès à la structure");
    const after = await world.failed("find_anything", { text: "x" }, { role: "accountant" });
    expect(after.code).toBe("forbidden");
    expect((await list()).members.map(({ name }) => name)).not.toContain(member.member);
    expect((await world.failed("organization_remove_member", member)).code).toBe("conflict");
    expect(await world.rows("select id from expenses where label = 'reste'")).toHaveLength(1);
  });
});
