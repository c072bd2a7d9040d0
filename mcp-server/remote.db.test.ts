import {
  Client,
  type ClientCapabilities,
  StreamableHTTPClientTransport,
} from "@modelcontextprotocol/client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openWorld, type World } from "#tools/testing/world.ts";
import { openRemote, type Remote } from "./testing/open-remote.ts";

let world: World;
let remote: Remote;
let lyon: string;
beforeAll(async () => {
  world = await openWorld();
  remote = await openRemote(world);
  await world.done("tours_create_artist", { name: "Zaz" });
  await world.done("tours_create_performance", {
    day: "2027-05-14",
    city: "Lyon",
    artist: "Zaz",
    status: "confirmed",
    capacity: 800,
  });
  const [date] = await world.rows<{ id: string }>("select id from performances");
  lyon = date?.id ?? "";
  await world.done("ticketing_create_ticket_type", { performances: ["Lyon"], price: 3_500 });
});
afterAll(async () => {
  await remote.close();
  await world.close();
});

type Elicit = (params: Record<string, unknown>) => Promise<unknown> | unknown;
async function connect(
  options: {
    key?: string;
    elicitation?: NonNullable<ClientCapabilities["elicitation"]>;
    version?: string;
    answer?: Elicit;
  } = {},
) {
  const client = new Client(
    { name: "test", version: "1" },
    {
      capabilities: options.elicitation ? { elicitation: options.elicitation } : {},
      ...(options.version === "2025-11-25" ? {} : { versionNegotiation: { mode: "auto" } }),
    },
  );
  if (options.answer) {
    client.setRequestHandler(
      "elicitation/create",
      async ({ params }) =>
        (await options.answer!(params as Record<string, unknown>)) as { action: "accept" },
    );
  }
  const headers: Record<string, string> = options.key
    ? { authorization: `Bearer ${options.key}` }
    : {};
  await client.connect(
    new StreamableHTTPClientTransport(new URL(remote.url), { requestInit: { headers } }),
  );
  return client;
}
const textOf = (result: unknown) =>
  (result as { content: { text: string }[] }).content.map(({ text }) => text).join("\n");
const post = (
  headers: Record<string, string>,
  body: object = { jsonrpc: "2.0", id: 1, method: "ping" },
) =>
  fetch(remote.url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
      ...headers,
    },
    body: JSON.stringify(body),
  });

describe.each(["2026-07-28", "2025-11-25"])("a client of %s", (version) => {
  test("lists, reads and calls as the member", async () => {
    const client = await connect({ version });
    expect(client.getNegotiatedProtocolVersion()).toBe(version);
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toContain("tours_get_performance");
    const found = await client.callTool({
      name: "tours_get_performance",
      arguments: { performance: "Lyon" },
    });
    expect(textOf(found)).toContain("Lyon");
    const { contents } = await client.readResource({ uri: `koncert://performances/${lyon}` });
    expect(contents[0]).toMatchObject({ text: expect.stringContaining("Lyon") });
    await client.close();
  });

  test("asks its user for what is missing, and goes on with the answer", async () => {
    const asked: unknown[] = [];
    const client = await connect({
      version,
      elicitation: { form: {} },
      answer: (params) => {
        asked.push(params["requestedSchema"]);
        return { action: "accept", content: { name: `Camille ${version}` } };
      },
    });
    const made = await client.callTool({ name: "tours_create_artist", arguments: {} });
    expect(asked).toEqual([
      expect.objectContaining({ required: ["name"], properties: { name: expect.anything() } }),
    ]);
    expect(made.structuredContent).toMatchObject({ name: `Camille ${version}` });
    await client.close();
  });

  test("sends its user to a page to decide, and believes the row, not the client", async () => {
    const pages: string[] = [];
    const client = await connect({
      version,
      elicitation: { form: {}, url: {} },
      answer: (params) => {
        pages.push(String(params["url"]));
        return { action: "accept" };
      },
    });
    const told = await client.callTool({
      name: "ticketing_publish_performance",
      arguments: { performance: "Lyon" },
    });
    const [approval] = await world.rows<{ id: string; status: string }>(
      "select id, status from approvals order by created_at desc limit 1",
    );
    expect(approval?.status).toBe("pending");
    expect(pages).toEqual([expect.stringMatching(`/approvals\\?open=${approval?.id}$`)]);
    expect(textOf(told)).toContain("attend encore une décision");
    await client.close();
  });
});

test("what a person accepted on that page is told with what came of it", async () => {
  const client = await connect({
    elicitation: { url: {} },
    answer: async (params) => {
      const approval = String(params["url"]).split("open=")[1];
      await world.done("organization_decide_approval", { approval, decision: "accept" });
      return { action: "accept" };
    },
  });
  const told = await client.callTool({
    name: "ticketing_publish_performance",
    arguments: { performance: "Lyon" },
  });
  expect(textOf(told)).toMatch(/^Accepté par une personne\. .*Lyon/);
  await client.close();
});

test("a decision is never taken in a form: a client that knows no pages is given the link", async () => {
  const client = await connect({
    elicitation: { form: {} },
    answer: () => ({ action: "accept", content: {} }),
  });
  const told = await client.callTool({
    name: "ticketing_refund_order",
    arguments: { order: "KC-0000" },
  });
  expect(textOf(told)).toContain("error not_found");
  await world.done("tours_create_performance", {
    day: "2027-06-01",
    city: "Nantes",
    artist: "Zaz",
  });
  const cancel = await client.callTool({
    name: "tours_cancel_performances",
    arguments: { performances: ["Lyon"] },
  });
  expect(textOf(cancel)).toContain("/approvals?open=");
  const [date] = await world.rows("select status from performances where id = $1", [lyon]);
  expect(date?.["status"]).not.toBe("cancelled");
  await client.close();
});

describe("without a right", () => {
  test("a request that brings nothing is told where to ask for one", async () => {
    const refused = await post({ authorization: "Bearer nothing" });
    expect(refused.status).toBe(401);
    expect(refused.headers.get("www-authenticate")).toContain(
      "/.well-known/oauth-protected-resource/api/mcp",
    );
  });

  test("a page of another site is refused whatever it brings", async () => {
    expect((await post({ origin: "https://evil.example" })).status).toBe(403);
  });

  test("a key of contacts reads contacts, and no tour by any way", async () => {
    const client = await connect({ key: await remote.addKey(world.here, ["contacts:read"]) });
    const { tools } = await client.listTools();
    expect(tools.length).toBeGreaterThan(0);
    expect(tools.filter(({ name }) => !name.startsWith("contacts_"))).toEqual([]);
    await expect(
      client.callTool({ name: "tours_get_performance", arguments: { performance: "Lyon" } }),
    ).rejects.toThrow(/Unknown tool/);
    const { resources } = await client.listResources();
    expect(resources.filter(({ uri }) => uri.startsWith("koncert:"))).toEqual([]);
    await expect(client.readResource({ uri: `koncert://performances/${lyon}` })).rejects.toThrow();
    const completed = await client.complete({
      ref: { type: "ref/resource", uri: "koncert://performances/{performance}" },
      argument: { name: "performance", value: "Lyo" },
    });
    expect(completed.completion.values).toEqual([]);
    await client.close();
  });

  test("a key of another organization finds none of our rows", async () => {
    const client = await connect({ key: await remote.addKey(world.elsewhere) });
    await expect(client.readResource({ uri: `koncert://performances/${lyon}` })).rejects.toThrow();
    const found = await client.callTool({ name: "find_anything", arguments: { text: "Lyon" } });
    expect(found.structuredContent).toMatchObject({ hits: [] });
    await client.close();
  });

  test("a session belongs to whoever began it", async () => {
    const begin = {
      jsonrpc: "2.0",
      id: 1,
      method: "initialize",
      params: {
        protocolVersion: "2025-11-25",
        capabilities: {},
        clientInfo: { name: "test", version: "1" },
      },
    };
    const begun = await post({}, begin);
    const session = begun.headers.get("mcp-session-id");
    expect(session).toBeTruthy();
    await begun.body?.cancel();
    const key = await remote.addKey(world.elsewhere);
    const stolen = await post({ authorization: `Bearer ${key}`, "mcp-session-id": session ?? "" });
    expect(stolen.status).toBe(404);
  });
});

test("a resource is found by the beginning of its name", async () => {
  const client = await connect();
  const { completion } = await client.complete({
    ref: { type: "ref/resource", uri: "koncert://performances/{performance}" },
    argument: { name: "performance", value: "Lyo" },
  });
  expect(completion.values).toEqual([expect.stringContaining("Lyon")]);
  const uri = `koncert://performances/${encodeURIComponent(completion.values[0] ?? "")}`;
  const { contents } = await client.readResource({ uri });
  expect(contents[0]).toMatchObject({ text: expect.stringContaining(lyon) });
  await client.close();
});

test("a task of the menu is written in the member's language", async () => {
  const client = await connect();
  const { prompts } = await client.listPrompts();
  expect(prompts.map(({ name }) => name)).toEqual(["plan_tour", "prepare_date", "settle_night"]);
  const { messages } = await client.getPrompt({
    name: "prepare_date",
    arguments: { performance: "Lyon" },
  });
  expect(messages[0]?.content).toMatchObject({
    text: expect.stringContaining("Prépare la date Lyon"),
  });
  await client.close();
});

test("a view stands alone and is named by the tools that it shows", async () => {
  const client = await connect();
  const { tools } = await client.listTools();
  const viewed = tools.find(({ name }) => name === "tours_get_tour");
  expect(viewed?._meta).toMatchObject({ ui: { resourceUri: "ui://koncert/tour.html" } });
  const { contents } = await client.readResource({ uri: "ui://koncert/tour.html" });
  expect(contents[0]).toMatchObject({
    mimeType: "text/html;profile=mcp-app",
    text: expect.not.stringMatching(/(src|href)=/),
  });
  await client.close();
});
