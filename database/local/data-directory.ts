import { chmodSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";

/** How other processes reach the stack that runs on a data directory. */
export type RunningStack = { pid: number; url?: string; adminUrl?: string; web?: string };

export type DataDirectory = {
  readonly path: string;
  /** Tells other processes where this one answers. */
  announce(running: Omit<RunningStack, "pid">): void;
  release(): void;
};

export class DataDirectoryInUse extends Error {
  readonly running: RunningStack | undefined;

  constructor(directory: string, running: RunningStack | undefined) {
    const at = running?.web ?? running?.url;
    const fr = at ? `à l’adresse ${at}` : "et démarre";
    const en = at ? `at ${at}` : "and is starting";
    const pid = running ? ` (pid ${running.pid})` : "";
    super(
      `KONCERT tourne déjà sur ${directory} ${fr}${pid}. / KONCERT already runs on ${directory} ${en}${pid}.`,
    );
    this.name = "DataDirectoryInUse";
    this.running = running;
  }
}

/** A lock that nothing refers to would be closed with its garbage. */
const held = new Set<DatabaseSync>();

/**
 * Takes a data directory for this process alone, before any of its files is read or written.
 * The lock is the kernel's, through SQLite: it goes with the process however that ends, so none
 * is ever stale. Throws DataDirectoryInUse.
 */
export function takeDataDirectory(directory: string): DataDirectory {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const place = realpathSync(directory);
  const lock = tryLock(place);
  if (!lock) throw new DataDirectoryInUse(place, readAnnouncement(place));
  const announcement = path.join(place, "running.json");
  rmSync(announcement, { force: true });
  held.add(lock);
  return {
    path: place,
    announce: (running) => {
      writeFileSync(announcement, JSON.stringify({ pid: process.pid, ...running }), {
        mode: 0o600,
      });
    },
    release: () => {
      if (!held.delete(lock)) return;
      rmSync(announcement, { force: true });
      lock.close();
    },
  };
}

/** The stack that runs on a directory, undefined when none does. Changes nothing. */
export function runningStack(directory: string): RunningStack | undefined {
  let place: string;
  try {
    place = realpathSync(directory);
  } catch {
    return undefined;
  }
  const running = readAnnouncement(place);
  if (!running) return undefined;
  const lock = tryLock(place);
  lock?.close();
  return lock ? undefined : running;
}

function tryLock(place: string): DatabaseSync | undefined {
  const file = path.join(place, "lock");
  const lock = new DatabaseSync(file, { timeout: 0 });
  try {
    chmodSync(file, 0o600);
    lock.exec("pragma journal_mode = memory; begin exclusive");
    return lock;
  } catch (error) {
    lock.close();
    const busy = 5;
    if ((error as { errcode?: number }).errcode === busy) return undefined;
    throw error;
  }
}

function readAnnouncement(place: string): RunningStack | undefined {
  try {
    return JSON.parse(readFileSync(path.join(place, "running.json"), "utf8")) as RunningStack;
  } catch {
    return undefined;
  }
}
