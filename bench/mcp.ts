import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { createMcpHandler, Server } from "@modelcontextprotocol/server";
import { openRemote } from "#mcp-server/testing/open-remote.ts";
import { serveHttp } from "#mcp-server/testing/serve-http.ts";
import { openWorld } from "#tools/testing/world.ts";
import { median, report } from "./measure.ts";

const rounds = 40;
const callsOfRound = 5;

/** A call through the remote server against an echo on the same library, and the tool alone. */
export async function benchMcp(): Promise<void> {
  const world = await openWorld("server");
  await world.done("tours_create_artist", { name: "Zaz" });
  const remote = await openRemote(world);
  const echo = await serveEcho();
  try {
    const [through, beside] = await Promise.all([remote.url, echo.site].map(connect));
    const input = { artist: "Zaz" };
    const ways = {
      echo: () => beside!.callTool({ name: "echo", arguments: input }),
      tool: () => world.done("tours_get_artist", input),
      remote: () => through!.callTool({ name: "tours_get_artist", arguments: input }),
    };
    const took = { echo: [] as number[], tool: [] as number[], remote: [] as number[] };
    for (let round = -5; round < rounds; round++) {
      for (const way of ["echo", "tool", "remote"] as const) {
        for (let call = 0; call < callsOfRound; call++) {
          const started = performance.now();
          const answer = await ways[way]();
          if ("isError" in answer && answer.isError) throw new Error(JSON.stringify(answer));
          if (round >= 0) took[way].push(performance.now() - started);
        }
      }
    }
    const [echoMs, toolMs, remoteMs] = [took.echo, took.tool, took.remote].map(median) as [
      number,
      number,
      number,
    ];
    const ratio = (remoteMs - toolMs) / echoMs;
    report({
      name: "MCP call without its tool / echo on the same library",
      ratio,
      goal: "at most 2",
      met: ratio <= 2,
      figures: { "echo ms": echoMs, "tool ms": toolMs, "remote ms": remoteMs },
    });
    await Promise.all([through!.close(), beside!.close()]);
  } finally {
    await echo.close();
    await remote.close();
    await world.close();
  }
}

async function connect(url: string): Promise<Client> {
  const client = new Client(
    { name: "bench", version: "1" },
    { versionNegotiation: { mode: "auto" } },
  );
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  return client;
}

async function serveEcho() {
  const served = await serveHttp();
  const { fetch } = createMcpHandler(() => {
    const server = new Server({ name: "echo", version: "1" }, { capabilities: { tools: {} } });
    server.setRequestHandler("tools/call", async ({ params }) => ({
      content: [{ type: "text", text: JSON.stringify(params.arguments) }],
    }));
    return server;
  });
  served.answerWith((request) => fetch(request));
  return served;
}
