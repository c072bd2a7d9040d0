import { createHash, randomUUID } from "node:crypto";
import { link, mkdir, readdir, readFile, stat, unlink, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Letter, Mail } from "./mail.ts";

export type LocalLetter = Omit<Letter, "idempotencyKey"> & { id: string; sentAt: string };

const folderOf = (dataDirectory: string) => path.join(dataDirectory, "mail");

/** Keeps each letter as a JSON file under `<data directory>/mail`, once per key. */
export function localMail(dataDirectory: string): Mail {
  return {
    name: "local",
    async send({ idempotencyKey, ...letter }) {
      const folder = folderOf(dataDirectory);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const id = createHash("sha256").update(idempotencyKey).digest("hex").slice(0, 32);
      const written: LocalLetter = { id, sentAt: new Date().toISOString(), ...letter };
      const draft = path.join(folder, `.${randomUUID()}`);
      await writeFile(draft, JSON.stringify(written, null, 2), { mode: 0o600 });
      // A link fails where the name is taken, so a letter appears whole and once.
      await link(draft, path.join(folder, `${id}.json`)).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== "EEXIST") throw error;
      });
      await unlink(draft);
    },
  };
}

/** The local mailbox, newest first. */
export async function listLocalMail(dataDirectory: string, limit = 100): Promise<LocalLetter[]> {
  const folder = folderOf(dataDirectory);
  const names = await readdir(folder).catch(() => []);
  const dated = await Promise.all(
    names
      .filter((name) => name.endsWith(".json"))
      .map(async (name) => ({ name, at: (await stat(path.join(folder, name))).mtimeMs })),
  );
  const newest = dated.toSorted((a, b) => b.at - a.at).slice(0, limit);
  const letters = await Promise.all(newest.map(({ name }) => readLetter(path.join(folder, name))));
  return letters.toSorted((a, b) => (a.sentAt < b.sentAt ? 1 : -1));
}

async function readLetter(file: string): Promise<LocalLetter> {
  return JSON.parse(await readFile(file, "utf8")) as LocalLetter;
}
