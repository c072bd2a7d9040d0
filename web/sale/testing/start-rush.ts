import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";

export type RushServer = { url: string; process: ChildProcess; close(): Promise<void> };

/** The routes of the rush in a process of their own, on a database that is there already. */
export async function startRush(
  databaseUrl: string,
  env: Record<string, string> = {},
): Promise<RushServer> {
  const child = fork(path.join(import.meta.dirname, "serve-rush.ts"), {
    execArgv: [],
    env: {
      ...process.env,
      ...env,
      NODE_OPTIONS: "",
      DATABASE_URL: databaseUrl,
      KONCERT_SECRET: "a secret of thirty-two characters or more",
    },
  });
  const gone = once(child, "exit");
  const [port] = (await once(child, "message")) as [number];
  return {
    url: `http://127.0.0.1:${port}`,
    process: child,
    close: async () => {
      child.kill("SIGKILL");
      await gone;
    },
  };
}
