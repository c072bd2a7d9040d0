import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { pgtap } from "@electric-sql/pglite-pgtap";
import pg from "pg";
import { openEmbedded } from "../local/open-embedded.ts";
import { WireServer } from "../local/wire-server.ts";
import { startMigratedCluster } from "./cluster-desk.ts";
import { findServer } from "./server-cluster.ts";
import { copyTemplate, urlOf } from "./template.ts";

export type Story = {
  name: string;
  passed: number;
  failed: number;
  /** What failed, in TAP's words. */
  problems: string[];
};

const directory = path.resolve(import.meta.dirname, "../../supabase/tests");

/** Whether the installed server has pgTAP. */
export function serverHasPgtap(): boolean {
  const programs = findServer();
  if (!programs) return false;
  const version = /\/(\d+)\/bin$/.exec(programs)?.[1];
  return [`/usr/share/postgresql/${version}`, path.join(programs, "../share/postgresql")].some(
    (share) => existsSync(path.join(share, "extension/pgtap.control")),
  );
}

/**
 * Tells every story of supabase/tests, each on a database of its own: on a real PostgreSQL with
 * pgTAP where there is one, else on the embedded one.
 */
export async function runStories(): Promise<Story[]> {
  const files = readdirSync(directory)
    .filter((file) => file.endsWith(".sql"))
    .toSorted();
  const place = await (serverHasPgtap() ? onServer() : onEmbedded());
  try {
    const stories: Story[] = [];
    for (const [index, file] of files.entries()) {
      const sql = readFileSync(path.join(directory, file), "utf8");
      stories.push(await tell(file, sql, await place.open(index)));
    }
    return stories;
  } finally {
    await place.close();
  }
}

/** Runs one story and counts its assertions: each `ok`, `not ok`, a broken plan, an SQL error. */
export async function tell(name: string, sql: string, url: string): Promise<Story> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const lines: string[] = [];
  let broken: string | undefined;
  await new Promise<void>((resolve) => {
    // Rows are read as they come: an error would discard the results before it.
    const asked: pg.QueryArrayConfig = { text: sql, rowMode: "array" };
    const story = new pg.Query(asked);
    story.on("row", (row: unknown) => {
      for (const value of row as unknown[]) {
        if (typeof value === "string") lines.push(...value.split("\n"));
      }
    });
    story.on("end", () => resolve());
    story.on("error", (error: Error) => {
      broken = error.message;
      resolve();
    });
    client.query(story);
  });
  await client.end();
  return { name, ...countTap(lines, broken) };
}

export function countTap(lines: string[], broken?: string): Omit<Story, "name"> {
  const problems: string[] = [];
  let [passed, failed, planned] = [0, 0, undefined as number | undefined];
  let isFailing = false;
  for (const line of lines) {
    const plan = /^1\.\.(\d+)/.exec(line);
    if (plan) planned = Number(plan[1]);
    else if (/^ok \d+/.test(line)) {
      passed += 1;
      isFailing = false;
    } else if (/^not ok \d+/.test(line)) {
      const isExpected = /# TODO/i.test(line);
      if (isExpected) passed += 1;
      else failed += 1;
      isFailing = !isExpected;
      if (isFailing) problems.push(line);
    } else if (isFailing && line.startsWith("#")) problems.push(line);
  }
  const told = passed + failed;
  if (broken !== undefined) {
    failed += 1;
    problems.push(`broke after ${told} assertions: ${broken}`);
  } else if (planned !== told) {
    failed += 1;
    problems.push(`planned ${planned ?? "nothing"}, told ${told}`);
  }
  return { passed, failed, problems };
}

type Place = { open(index: number): Promise<string>; close(): Promise<void> };

async function onServer(): Promise<Place> {
  const cluster = await startMigratedCluster();
  return {
    open: async (index) => {
      await copyTemplate(cluster.adminUrl, `story_${index}`);
      return urlOf(cluster.adminUrl, `story_${index}`);
    },
    close: () => cluster.close(),
  };
}

/** One database for all: each story rolls itself back. */
async function onEmbedded(): Promise<Place> {
  const server = new WireServer(await openEmbedded(undefined, { pgtap }));
  const port = await server.listen();
  return {
    open: async () => `postgres://postgres@127.0.0.1:${port}/koncert`,
    close: () => server.close(),
  };
}
