import { randomBytes } from "node:crypto";
import { hashToken, keyPrefix } from "#accounts/applications.ts";
import { readEnv } from "#integrations/env.ts";
import { registry } from "#tools/registry.ts";
import type { World } from "#tools/testing/world.ts";
import { createRemote } from "../remote.ts";
import type { Served } from "../served.ts";
import { serveHttp } from "./serve-http.ts";

export type Remote = {
  /** Where it is served; requests that bring no credentials are given `key`. */
  url: string;
  key: string;
  addKey(owner: World["here"], scopes?: string[]): Promise<string>;
  close(): Promise<void>;
};

/** The remote server over real HTTP on loopback, and a script's key of the owner's. */
export async function openRemote(world: World, beside: Served[] = []): Promise<Remote> {
  const served = await serveHttp();
  const { site } = served;
  const env = {
    ...readEnv({}),
    KONCERT_URL: site,
    KONCERT_SECRET: "a secret of these tests alone",
  };
  const { integrations } = world.context();
  const accounts = { database: world.database, env };
  const answer = createRemote({ accounts, integrations, registry, beside });

  const addKey = async (owner: World["here"], scopes?: string[]) => {
    const key = keyPrefix + randomBytes(24).toString("base64url");
    await world.rows("select koncert.create_access_key($1, $2, 'Script', $3, $4, $5, null)", [
      owner.actors.owner.userId,
      owner.id,
      hashToken(key),
      key.slice(0, 16),
      scopes ?? null,
    ]);
    return key;
  };
  const key = await addKey(world.here);

  served.answerWith((request) => {
    if (!request.headers.has("authorization")) {
      request.headers.set("authorization", `Bearer ${key}`);
    }
    return answer(request);
  });
  return {
    url: `${site}/api/mcp`,
    key,
    addKey,
    close: served.close,
  };
}
