import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { linkIn, openSlackWorld, ownUrl, type SlackWorld } from "./testing/open-slack-world.ts";
import { plannedTour } from "#tools/testing/tour.ts";
import { deliverBrief } from "./brief.ts";

let slack: SlackWorld;
let dates: Awaited<ReturnType<typeof plannedTour>>;

beforeAll(async () => {
  slack = await openSlackWorld();
  dates = await plannedTour(slack.world);
  await slack.connect("T1");
  await slack.connect("T2", { organization: slack.world.elsewhere });
  await slack.link("UOWNER", "owner");
  await slack.link("UMANAGER", "manager");
  await slack.link("UVIEWER", "viewer");
  await slack.link("UOTHER", "owner", { team: "T2", organization: slack.world.elsewhere });
});
afterAll(() => slack?.close());
beforeEach(() => {
  slack.fake.calls.length = 0;
  slack.script(() => ({ text: () => "Bien reçu." }));
});

let clock = 1_000;
const mention = (user: string, text: string, thread?: string) => ({
  type: "app_mention",
  channel: "C1",
  user,
  ts: `${(clock += 1)}.1`,
  text: `<@UBOT> ${text}`,
  ...(thread ? { thread_ts: thread } : {}),
});
const direct = (user: string, text: string, more: object = {}) => ({
  type: "message",
  channel: "D1",
  channel_type: "im",
  user,
  ts: `${(clock += 1)}.1`,
  text,
  ...more,
});
/** All that was streamed or posted, as its reader sees it. */
const shown = () =>
  JSON.stringify(slack.fake.calls.filter(({ method }) => method !== "users.info"));
const streamed = () =>
  slack.fake.calls
    .filter(({ method }) => method.endsWith("Stream"))
    .flatMap(({ args }) => (args["chunks"] ?? []) as { text?: string }[])
    .map(({ text }) => text ?? "")
    .join("");

describe("a conversation", () => {
  test("a mention is answered in its thread, with the result below", async () => {
    const long = Array.from({ length: 60 }, (_, index) => `phrase ${index}.`).join(" ");
    slack.script(() => ({
      calls: [{ tool: "tours_list_performances", input: { city: "Lyon" } }],
      text: () => long,
    }));
    const event = mention("UMANAGER", "on joue quand à Lyon ?");
    await slack.event(event);
    const [start] = slack.fake.of("chat.startStream");
    expect(start).toMatchObject({
      channel: "C1",
      thread_ts: event.ts,
      recipient_user_id: "UMANAGER",
    });
    expect(streamed()).toBe(long);
    const [stop] = slack.fake.of("chat.stopStream");
    expect(JSON.stringify(stop?.["blocks"])).toContain("Lyon");
  });

  test("a thread is one conversation of each member who writes in it, kept as of Slack", async () => {
    const first = mention("UMANAGER", "bonjour");
    await slack.event(first);
    await slack.event(mention("UMANAGER", "et encore", first.ts));
    await slack.event(mention("UVIEWER", "moi aussi", first.ts));
    const kept = await slack.world.rows<{ channel: string; said: string[] }>(
      `select c.channel, array_agg(m.body order by m.position) filter (where m.role = 'user') as said
         from conversations c join messages m on m.conversation_id = c.id
        where m.body in ('bonjour', 'et encore', 'moi aussi') group by c.id, c.channel order by count(*) desc`,
    );
    expect(kept).toEqual([
      { channel: "slack", said: ["bonjour", "et encore"] },
      { channel: "slack", said: ["moi aussi"] },
    ]);
  });

  test("a direct message and the assistant’s pane are answered, other bots and edits are not", async () => {
    await slack.event(direct("UMANAGER", "bonjour"));
    await slack.event(direct("UMANAGER", "bonjour", { thread_ts: "900.1" }));
    expect(slack.fake.of("chat.stopStream")).toHaveLength(2);
    await slack.event(direct("UMANAGER", "bonjour", { subtype: "message_changed" }));
    await slack.event(direct("UMANAGER", "bonjour", { bot_id: "B7" }));
    await slack.event({ ...direct("UMANAGER", "bonjour"), channel: "C1", channel_type: "channel" });
    expect(slack.fake.of("chat.stopStream")).toHaveLength(2);
  });

  test("the pane opens with what can be asked, in the reader’s language", async () => {
    const assistant_thread = {
      user_id: "UMANAGER",
      channel_id: "D1",
      thread_ts: "7.1",
      context: {},
    };
    await slack.event({ type: "assistant_thread_started", assistant_thread, event_ts: "7.1" });
    expect(JSON.stringify(slack.fake.of("assistant.threads.setSuggestedPrompts"))).toMatch(
      /Où en sont les ventes\s\?/,
    );
  });

  test("where Slack does not stream, the answer is posted whole, and previews nothing", async () => {
    slack.fake.errors.set("chat.startStream", "not_allowed");
    await slack.event(mention("UMANAGER", "bonjour"));
    slack.fake.errors.clear();
    const [posted] = slack.fake.of("chat.postMessage");
    expect(posted).toMatchObject({ unfurl_links: "false", unfurl_media: "false" });
    expect(JSON.stringify(posted?.["blocks"])).toContain("Bien reçu.");
  });

  test("a file that comes with a message becomes a document, as its sender may add one", async () => {
    slack.fake.files.set("note.txt", Buffer.from("Bonjour, voici le planning."));
    const url_private_download = slack.fake.url.replace("/api", "/files/note.txt");
    const file = { name: "note.txt", size: 27, url_private_download };
    const sent = (user: string, files: object[]) =>
      slack.event(direct(user, "", { subtype: "file_share", files }));
    await sent("UVIEWER", [file]);
    expect(await slack.world.rows("select from documents")).toHaveLength(0);
    await sent("UMANAGER", [{ ...file, url_private_download: "https://evil.example/note.txt" }]);
    expect(await slack.world.rows("select from documents")).toHaveLength(0);
    await sent("UMANAGER", [file]);
    expect(await slack.world.rows("select from documents")).toHaveLength(1);
    const parts = await slack.world.rows(
      "select from messages where parts::text like '%data-document%'",
    );
    expect(parts).toHaveLength(1);
  });

  test("a member acts with their own rights, no more", async () => {
    slack.script(() => ({
      calls: [{ tool: "tours_create_artist", input: { name: "Interdit" } }],
      text: () => "Fait.",
    }));
    await slack.event(mention("UVIEWER", "crée l’artiste Interdit"));
    expect(await slack.world.rows("select from artists where name = 'Interdit'")).toHaveLength(0);
    await slack.event(mention("UMANAGER", "crée l’artiste Interdit"));
    expect(await slack.world.rows("select from artists where name = 'Interdit'")).toHaveLength(1);
  });

  test("each workspace reads its own organization alone", async () => {
    slack.script(() => ({
      calls: [{ tool: "tours_list_performances", input: {} }],
      text: () => "Voici.",
    }));
    await slack.event(mention("UOTHER", "les dates"), { team: "T2" });
    expect(shown()).not.toContain("Marseille");
    // The same person of the other workspace is nobody in this one.
    await slack.event(mention("UOTHER", "les dates"), { team: "T1" });
    expect(shown()).not.toContain("Marseille");
    expect(shown()).toContain("/slack?link=");
  });
});

describe("who is who", () => {
  test("somebody who is not linked receives a link that they alone see, and no answer", async () => {
    await slack.event(mention("UNEW", "les dates"));
    const [link] = slack.fake.of("chat.postEphemeral");
    expect(link).toMatchObject({ channel: "C1", user: "UNEW" });
    expect(JSON.stringify(link)).toContain(`${ownUrl}/slack?link=`);
    expect(slack.fake.of("chat.startStream")).toEqual([]);
  });

  test("a link opens once, and only the last one given", async () => {
    await slack.command("lier", "UONCE");
    const stale = linkIn(slack.fake.calls);
    slack.fake.calls.length = 0;
    await slack.command("lier", "UONCE");
    const link = linkIn(slack.fake.calls);
    const { world } = slack;
    expect((await world.failed("organization_link_slack", { link: stale })).code).toBe("expired");
    await world.done("organization_link_slack", { link }, { role: "accountant" });
    expect((await world.failed("organization_link_slack", { link })).code).toBe("expired");
  });

  test.each([
    ["a guest of one channel", { is_restricted: true, is_ultra_restricted: true }],
    ["a guest", { is_restricted: true }],
    ["somebody of another company", { is_stranger: true, team_id: "T77" }],
    ["a bot", { is_bot: true }],
  ])("%s has no right, not even once linked", async (_, profile) => {
    const user = `UG${Object.keys(profile).join("").length}`;
    await slack.world.rows(
      `insert into slack_people (organization_id, workspace_id, slack_user_id, slack_name, member_id)
       select t.organization_id, t.id, $1, 'invité', m.id from slack_teams t
         join members m on m.organization_id = t.organization_id and m.role = 'owner' where t.team_id = 'T1'`,
      [user],
    );
    slack.fake.users.set(user, { name: "Invité", ...profile });
    await slack.event(mention(user, "les dates"));
    await slack.command("lier", user);
    await slack.command("les dates", user);
    expect(shown()).not.toContain("/slack?link=");
    expect(slack.fake.of("chat.startStream")).toEqual([]);
    expect(shown()).toContain("invités");
  });

  test("a member who leaves is nobody in Slack at once", async () => {
    await slack.link("ULEFT", "door_staff");
    await slack.world.rows(
      "update members set status = 'left' where organization_id = $1 and role = 'door_staff'",
      [slack.world.here.id],
    );
    slack.fake.calls.length = 0;
    await slack.event(mention("ULEFT", "les dates"));
    expect(slack.fake.of("chat.startStream")).toEqual([]);
  });

  test("a reader in English is answered in English", async () => {
    slack.fake.users.set("UENGLISH", { name: "Ann", locale: "en-US" });
    await slack.command("", "UENGLISH");
    expect(shown()).toContain("First link your Slack account");
  });
});

describe("an approval", () => {
  async function ask(user: string, city: keyof typeof dates) {
    slack.script(() => ({
      calls: [{ tool: "tours_cancel_performances", input: { performances: [dates[city]] } }],
      text: () => "Il faut un accord.",
    }));
    await slack.event(mention(user, `annule ${city}`));
    const posted = slack.fake.of("chat.postMessage").at(-1);
    const blocks = posted?.["blocks"] as {
      type: string;
      block_id?: string;
      elements: { value?: string }[];
    }[];
    const approval = blocks.find(({ type }) => type === "actions")?.elements[0]?.value ?? "";
    slack.fake.calls.length = 0;
    const button = (decision: string) => ({
      action_id: `approval:${decision}`,
      value: approval,
      block_id: `approval:${approval}`,
      message: { blocks },
    });
    return { approval, blocks, button };
  }
  const statusOf = async (city: keyof typeof dates) => {
    const [row] = await slack.world.rows("select status from performances where id = $1", [
      dates[city],
    ]);
    return row?.["status"];
  };

  test("says what will happen, and is refused to whoever lacks the right", async () => {
    const { blocks, button } = await ask("UMANAGER", "Marseille");
    expect(JSON.stringify(blocks)).toContain("Marseille");
    await slack.press("UVIEWER", button("accept"));
    expect(await statusOf("Marseille")).toBe("confirmed");
    expect(slack.fake.of("chat.update")).toEqual([]);
    expect(slack.fake.of("respond")[0]).toMatchObject({ response_type: "ephemeral" });
  });

  test("is decided as the one who pressed, once by two presses at one moment", async () => {
    const { approval, button } = await ask("UMANAGER", "Lille");
    await Promise.all([
      slack.press("UOWNER", button("accept"), { wait: false }),
      slack.press("UOWNER", button("accept"), { wait: false }),
    ]);
    await slack.settled();
    expect(await statusOf("Lille")).toBe("cancelled");
    const calls = await slack.world.rows(
      "select via, output from tool_calls where tool = 'organization_decide_approval' and output ->> 'approvalId' = $1",
      [approval],
    );
    expect(calls).toHaveLength(1);
    expect(calls[0]).toMatchObject({ via: "slack" });
    const [decided] = await slack.world.rows(
      "select m.role from approvals a join members m on m.id = a.decided_by where a.id = $1",
      [approval],
    );
    expect(decided).toEqual({ role: "owner" });
    for (const update of slack.fake.of("chat.update")) {
      expect(JSON.stringify(update["blocks"])).not.toContain('"actions"');
    }
  });

  test("a later press changes nothing and says who decided", async () => {
    const { button } = await ask("UOWNER", "Lyon");
    await slack.press("UMANAGER", button("refuse"));
    slack.fake.calls.length = 0;
    await slack.press("UOWNER", button("accept"));
    expect(await statusOf("Lyon")).toBe("confirmed");
    expect(shown()).toMatch(/Déjà refusée par manager/);
  });

  test("of one organization is unknown to the other’s members", async () => {
    const { approval, button } = await ask("UMANAGER", "Nice");
    await slack.press("UOTHER", button("accept"), { team: "T2" });
    expect(await statusOf("Nice")).toBe("confirmed");
    const [row] = await slack.world.rows("select status from approvals where id = $1", [approval]);
    expect(row).toEqual({ status: "pending" });
  });

  test("a press that comes through somebody who is nobody here leads to the link", async () => {
    const { button } = await ask("UMANAGER", "Nice");
    await slack.press("UNOBODY", button("accept"));
    expect(await statusOf("Nice")).toBe("confirmed");
    expect(shown()).toContain("/slack?link=");
  });
});

describe("a choice", () => {
  const button = (user: string, label: string, ts: string) => ({
    action_id: "choice:0",
    value: `plutôt ${label}`,
    block_id: `choices:${user}`,
    text: label,
    message: { ts, thread_ts: "1.0" },
  });

  test("is said once, by the person who was asked", async () => {
    await slack.press("UVIEWER", button("UMANAGER", "Lyon", "50.1"));
    expect(slack.fake.of("chat.startStream")).toEqual([]);
    await slack.press("UMANAGER", button("UMANAGER", "Lyon", "50.1"));
    await slack.press("UMANAGER", button("UMANAGER", "Nice", "50.1"));
    expect(slack.fake.of("chat.stopStream")).toHaveLength(1);
    const said = await slack.world.rows("select body from messages where body like 'plutôt %'");
    expect(said).toEqual([{ body: "plutôt Lyon" }]);
  });
});

describe("the home tab", () => {
  const opened = (user: string) => ({ type: "app_home_opened", user, tab: "home", channel: "D1" });

  test("shows the dates and what waits, with buttons for whoever may decide", async () => {
    await slack.event(opened("UOWNER"));
    const [home] = slack.fake.of("views.publish");
    expect(home).toMatchObject({ user_id: "UOWNER" });
    const view = JSON.stringify(home?.["view"]);
    expect(view).toContain("Aujourd");
    expect(view).toContain("Lyon");
    expect(view).toContain("approval:accept");
    await slack.event(opened("UVIEWER"));
    expect(JSON.stringify(slack.fake.of("views.publish").at(-1))).not.toContain("approval:accept");
  });

  test("leads somebody who is not linked to the link, and shows a guest nothing", async () => {
    await slack.event(opened("UNEW2"));
    expect(shown()).toContain("/slack?link=");
    slack.fake.users.set("UGUEST", { name: "Invité", is_restricted: true });
    slack.fake.calls.length = 0;
    await slack.event(opened("UGUEST"));
    expect(shown()).not.toContain("Lyon");
  });
});

describe("links", () => {
  const shared = (user: string, url: string) => ({
    type: "link_shared",
    channel: "C1",
    user,
    message_ts: "60.1",
    links: [{ domain: "koncert.test", url }],
  });

  test("of KONCERT show what is behind them, as their writer may see it", async () => {
    const url = `${ownUrl}/performances/${dates.Lyon}`;
    await slack.event(shared("UMANAGER", url));
    const [unfurl] = slack.fake.of("chat.unfurl");
    const shownFor = unfurl?.["unfurls"] as Record<string, unknown> | undefined;
    expect(JSON.stringify(shownFor?.[url])).toContain("Lyon");
  });

  test("show nothing for a stranger, for another organization’s row or for another site", async () => {
    const url = `${ownUrl}/performances/${dates.Lyon}`;
    await slack.event(shared("UNEW3", url));
    await slack.event(shared("UOTHER", url), { team: "T2" });
    await slack.event(
      shared("UMANAGER", `https://koncert.test.evil.example/performances/${dates.Lyon}`),
    );
    expect(slack.fake.of("chat.unfurl")).toEqual([]);
  });
});

test("hostile names and words call nobody, load nothing and link nowhere", async () => {
  const hostile = "<!channel> <https://evil.example/a|Zaz> *x* ![i](https://evil.example/b?d=1)";
  await slack.world.done("tours_create_artist", { name: hostile });
  slack.script(() => ({
    calls: [{ tool: "tours_get_artist", input: { artist: hostile } }],
    text: () =>
      "Voir [ici](https://evil.example/c?q=secret) ou https://evil.example/d ![p](https://evil.example/e) <!here> <@U1>.",
  }));
  await slack.event(mention("UMANAGER", "montre l’artiste"));
  expect(streamed()).not.toMatch(/(?<!`)https:\/\/evil|!\[|<!|<@/);
  // Names stand in pieces of text that Slack does not read as markup.
  const marked = JSON.stringify(slack.fake.calls).match(/"mrkdwn"/g) ?? [];
  expect(marked).toEqual([]);
});

test("the brief arrives as a direct message to a linked member, and to nobody else", async () => {
  const { database, integrations } = slack.world.context();
  const parts = { database, integrations, env: { KONCERT_URL: ownUrl, SLACK_URL: slack.fake.url } };
  const brief = {
    title: "Le point du matin",
    text: "- **Lyon** : contrat non signé\n- https://evil.example/x",
  };
  const of = (role: "manager" | "accountant", organization = slack.world.here) => ({
    organizationId: organization.id,
    userId: organization.actors[role].userId,
  });
  expect(await deliverBrief(parts, of("manager"), brief)).toBe("sent");
  const [sent] = slack.fake.of("chat.postMessage");
  expect(sent).toMatchObject({ channel: "UMANAGER", unfurl_links: "false" });
  expect(JSON.stringify(sent?.["blocks"])).toContain("contrat non signé");
  expect(await deliverBrief(parts, of("accountant", slack.world.elsewhere), brief)).toBe(
    "not_linked",
  );
  expect(
    await deliverBrief(
      { ...parts, integrations: { ...integrations, slack: undefined } },
      of("manager"),
      brief,
    ),
  ).toBe("not_linked");
});
