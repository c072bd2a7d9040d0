import { after } from "next/server";
import { getAccounts } from "#accounts/auth.ts";
import { createRemote } from "#mcp-server/remote.ts";
import { sendOutbox } from "#tools/core/send-outbox.ts";
import { registry } from "#tools/registry.ts";
import { openParts } from "../../../session/context-of.ts";

let remote: ReturnType<typeof createRemote> | undefined;

/** Opened at the first request: what it needs is not there while the pages are built. */
function answer(request: Request): Promise<Response> {
  const accounts = getAccounts();
  remote ??= createRemote({
    accounts,
    integrations: openParts().integrations,
    registry,
    afterCall: async ({ database, integrations }) =>
      after(() => sendOutbox(database, integrations, accounts.env.KONCERT_URL)),
  });
  return remote(request);
}

export { answer as DELETE, answer as GET, answer as POST };
