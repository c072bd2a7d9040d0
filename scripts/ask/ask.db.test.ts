import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openWorld, type World } from "#tools/testing/world.ts";
import type { Report } from "./report.ts";

const root = path.resolve(import.meta.dirname, "../..");

let world: World;
let dataDirectory: string;
beforeAll(async () => {
  world = await openWorld();
  dataDirectory = await mkdtemp(path.join(tmpdir(), "koncert-ask-"));
});
afterAll(async () => {
  await rm(dataDirectory, { recursive: true, force: true });
  await world.close();
});

type Ended = { code: number | null; stdout: string; stderr: string };

function ask(args: string[], input = ""): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(root, "scripts/ask.ts"), ...args], {
      cwd: root,
      env: {
        ...process.env,
        ANTHROPIC_API_KEY: "",
        DATABASE_URL: world.url,
        KONCERT_DATA_DIR: dataDirectory,
      },
    });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
    child.stdin.end(input);
  });
}
const asked = async (...args: string[]) => {
  const { stdout } = await ask(["--json", ...args]);
  return JSON.parse(stdout) as Report;
};

describe("npm run ask", () => {
  test("does what is asked and prints one JSON object", async () => {
    const report = await asked("ajoute l’artiste Zaz");
    expect(report.calls).toMatchObject([
      { tool: "tours_create_artist", input: { name: "Zaz" }, outcome: { ok: true } },
    ]);
    expect(report.calls[0]?.callId).toBe(report.calls[0]?.outcome.callId);
    expect(report.answer).toContain("Zaz");
    expect(report.usage).toMatchObject({ provider: "koncert", status: "done", toolCalls: 1 });
    const [artist] = await world.rows("select organization_id from artists where name = 'Zaz'");
    expect(artist?.["organization_id"]).toBe(world.here.id);
    const [call] = await world.rows(
      "select run_id, via from tool_calls where tool = 'tours_create_artist'",
    );
    expect(call).toEqual({ run_id: report.runId, via: "agent" });
  });

  test("goes on with the last conversation, begins another, or takes the one named", async () => {
    const first = await asked("--new", "ajoute l’artiste Nuit Claire");
    expect((await asked("annule ça")).conversationId).toBe(first.conversationId);
    expect(await world.rows("select id from artists where name = 'Nuit Claire'")).toEqual([]);
    const other = await asked("--new", "quelles dates en février");
    expect(other.conversationId).not.toBe(first.conversationId);
    const named = await asked("--conversation", first.conversationId, "quelles dates en mars");
    expect(named.conversationId).toBe(first.conversationId);
  });

  test("acts with the rights of a role", async () => {
    const report = await asked("--as", "viewer", "--new", "ajoute l’artiste Interdit");
    expect(report.answer).toContain("Votre rôle ne permet pas");
    expect(await world.rows("select id from artists where name = 'Interdit'")).toEqual([]);
  });

  test("reads a pasted list from standard input, and prints a table for a person", async () => {
    const { stdout, code } = await ask(
      ["--new", "voici les dates de la tournée de Zaz", "-"],
      "03/02/2027 – Lille, L’Aéronef\n05/02/2027 – Rennes, Le Liberté\n06/02/2027 – Brest, La Carène\n",
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(/Lille\s+L’Aéronef/);
    const rows = await world.rows("select day from performances order by day");
    expect(rows.map((row) => row["day"])).toEqual(["2027-02-03", "2027-02-05", "2027-02-06"]);
  });

  test("says how to use it when nothing is asked, and what is wrong with a role", async () => {
    const nothing = await ask([]);
    expect(nothing.code).toBe(1);
    expect(nothing.stderr).toContain("npm run ask");
    const role = await ask(["--as", "king", "bonjour"]);
    expect(role.code).toBe(1);
    expect(role.stderr).toContain("owner, manager");
  });
});
