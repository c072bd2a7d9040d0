import { randomBytes, randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { createOwner } from "#accounts/create-owner.ts";
import { openMessagesApi } from "#agent/testing/messages-api.ts";
import { createTestDatabase } from "#database/testing/create-test-database.ts";
import { buildWeb } from "#scripts/build-web.ts";
import { median, report } from "./measure.ts";
import { type App, buildEmpty, post, startApp, type Startable } from "./start-app.ts";

const most = 1.3;
const starts = 7;
const turns = 60;
const turnsBefore = 20;
const owner = { email: "bench@koncert.example", password: "a password of the bench" };

/**
 * Cold start and first byte of the chat beside an empty Next application, hosted by the same kind of
 * server in the same run. The database runs already, on a real PostgreSQL; the model is a server that
 * speaks the Messages API.
 */
export async function benchChat(): Promise<void> {
  await buildWeb(() => console.log("building the web application"));
  await buildEmpty();
  const database = await createTestDatabase();
  const files = await mkdtemp(path.join(tmpdir(), "koncert-bench-"));
  const model = await openMessagesApi(
    Array.from({ length: turns + turnsBefore }, () => ({ text: "Aucune date cette semaine." })),
  );
  await createOwner({ ...owner, url: database.url, name: "Bench", organizationName: "Bench" });
  const ours: Startable = {
    server: "web/server.ts",
    page: "/sign-in",
    env: {
      DATABASE_URL: database.url,
      KONCERT_DATA_DIR: files,
      KONCERT_SECRET: randomBytes(32).toString("hex"),
      KONCERT_ENCRYPTION_KEY: randomBytes(32).toString("base64"),
      ANTHROPIC_API_KEY: "bench",
      ANTHROPIC_BASE_URL: model.url,
    },
  };
  const empty: Startable = { server: "bench/empty-app/server.ts", page: "/" };
  try {
    await compareStarts(ours, empty);
    await compareFirstBytes(ours, empty);
  } finally {
    await model.close();
    await database.close();
    await rm(files, { recursive: true, force: true });
  }
}

async function compareStarts(ours: Startable, empty: Startable) {
  const times = { ours: [] as number[], empty: [] as number[] };
  for (let round = 0; round <= starts; round++) {
    for (const [side, one] of [["empty", empty] as const, ["ours", ours] as const]) {
      const app = await startApp(one);
      await app.close();
      // The first round fills the system's file cache.
      if (round > 0) times[side].push(app.startMs);
    }
  }
  tell("cold start until the first page", times);
}

async function compareFirstBytes(ours: Startable, empty: Startable) {
  const apps: App[] = [];
  const times = { ours: [] as number[], empty: [] as number[] };
  try {
    const [chat, bare] = [await startApp(ours), await startApp(empty)];
    apps.push(chat, bare);
    const cookie = await signIn(chat.url);
    // What the server learns after its start is learnt by then.
    await wait(6_000);
    for (let turn = 0; turn < turnsBefore + turns; turn++) {
      const body = {
        conversationId: randomUUID(),
        message: { parts: [{ type: "text", text: "quelles dates cette semaine" }] },
      };
      const headers = { origin: chat.url, cookie };
      const one = await post(`${bare.url}/stream`, body, headers);
      const other = await post(`${chat.url}/api/chat`, body, headers);
      if (one.status !== 200) throw new Error(`The empty application answered ${one.status}.`);
      if (other.status !== 200 || !other.body.includes("Aucune date"))
        throw new Error(`The chat answered ${other.status}: ${other.body.slice(0, 500)}`);
      if (turn < turnsBefore) continue;
      times.empty.push(one.firstByteMs);
      times.ours.push(other.firstByteMs);
    }
  } finally {
    await Promise.all(apps.map((app) => app.close()));
  }
  tell("chat first byte", times);
}

async function signIn(url: string): Promise<string> {
  const response = await fetch(`${url}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: url },
    body: JSON.stringify(owner),
  });
  if (!response.ok) throw new Error(`Signing in: ${response.status} ${await response.text()}`);
  return response.headers
    .getSetCookie()
    .map((one) => one.split(";")[0])
    .join("; ");
}

function tell(name: string, times: { ours: number[]; empty: number[] }) {
  const [ours, empty] = [median(times.ours), median(times.empty)];
  report({
    name: `${name} / empty Next application`,
    ratio: ours / empty,
    goal: `at most ${most}`,
    met: ours / empty <= most,
    figures: { "ours ms": ours, "empty ms": empty, samples: times.ours.length },
  });
}
