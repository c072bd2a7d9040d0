import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import { ownerSession, type Role } from "#accounts/open-session.ts";
import { buildServer } from "#mcp-server/build-server.ts";
import { sendOutbox } from "#tools/core/send-outbox.ts";
import { registry } from "#tools/registry.ts";
import { openStack } from "./open-stack.ts";

// Standard output belongs to the protocol.
for (const way of ["log", "info", "debug", "warn"] as const) console[way] = console.error;

const { values } = parseArgs({ options: { as: { type: "string" } } });

const stack = await openStack().catch(refused);
const session = await ownerSession(stack.database, {
  via: "mcp",
  ...(values.as ? { role: values.as as Role } : {}),
}).catch(async (error: Error) => {
  await stack.close();
  return refused(error);
});

const stateKey = randomBytes(32);
const handle = serveStdio(
  () =>
    buildServer({
      registry,
      context: () => ({
        database: stack.database,
        integrations: stack.integrations,
        actor: session.actor,
        locale: session.locale,
        now: new Date(),
        callId: crypto.randomUUID(),
      }),
      site: stack.env.KONCERT_URL,
      stateKey,
      afterCall: () => sendOutbox(stack.database, stack.integrations, stack.env.KONCERT_URL),
    }),
  { onerror: (error) => console.error(error.message) },
);

let stopping = false;
async function stop() {
  if (stopping) return;
  stopping = true;
  await handle.close();
  await stack.close();
  process.exit(0);
}
process.stdin.on("end", () => void stop());
process.stdin.on("close", () => void stop());
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.on(signal, () => void stop());

function refused(error: Error): never {
  console.error(error.message);
  process.exit(1);
}
