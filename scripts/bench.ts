import { save } from "#bench/measure.ts";

/** `npm run bench [name…]`: ratios measured side by side in this run. */
const benches: Record<string, () => Promise<void>> = {
  tools: async () => (await import("#bench/tool-calls.ts")).benchToolCalls(),
  holds: async () => (await import("#bench/ticketing-holds.ts")).benchHolds(),
  "holds-embedded": async () => (await import("#bench/ticketing-holds.ts")).benchEmbeddedHolds(),
  door: async () => (await import("#bench/ticketing-door.ts")).benchDoor(),
  jobs: async () => (await import("#bench/jobs.ts")).benchJobs(),
  interpreter: async () => (await import("#bench/interpreter.ts")).benchInterpreter(),
  definitions: async () => (await import("#bench/definitions.ts")).benchDefinitions(),
  tokens: async () => (await import("#bench/tokens.ts")).benchTokens(),
  pages: async () => (await import("#bench/pages.ts")).benchPages(),
  lighthouse: async () => (await import("#bench/lighthouse.ts")).benchLighthouse(),
  mcp: async () => (await import("#bench/mcp.ts")).benchMcp(),
  slack: async () => (await import("#bench/slack.ts")).benchSlack(),
  chat: async () => (await import("#bench/chat.ts")).benchChat(),
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(
    `No bench named ${unknown.join(", ")}. There are: ${Object.keys(benches).join(", ")}.`,
  );
  process.exit(2);
}
for (const [name, run] of Object.entries(benches)) {
  if (asked.length === 0 || asked.includes(name)) await run();
}
save();
