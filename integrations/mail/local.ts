import { createHash, randomUUID } from "node:crypto";
import { link, mkdir, readdir, readFile, stat, unlink, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Letter, Mail } from "./mail.ts";

export type LocalLetter = Omit<Letter, "idempotencyKey" | "attachments"> & {
  id: string;
  sentAt: string;
  /** What lies beside the letter, by name. */
  files?: { name: string; type: string; size: number }[];
};

const folderOf = (dataDirectory: string) => path.join(dataDirectory, "mail");
const fileOf = (folder: string, id: string, at: number) => path.join(folder, `${id}.${at}`);

/** Keeps each letter as a JSON file under `<data directory>/mail`, once per key, its attachments beside it. */
export function localMail(dataDirectory: string): Mail {
  return {
    name: "local",
    async send({ idempotencyKey, attachments = [], ...letter }) {
      const folder = folderOf(dataDirectory);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const id = createHash("sha256").update(idempotencyKey).digest("hex").slice(0, 32);
      const files = attachments.map(({ name, type, content }) => ({
        name,
        type,
        size: content.length,
      }));
      for (const [at, { content }] of attachments.entries()) {
        await writeFile(fileOf(folder, id, at), content, { mode: 0o600 });
      }
      const written: LocalLetter = { id, sentAt: new Date().toISOString(), ...letter, files };
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

/** A file that came with a letter of the local mailbox; undefined where there is none. */
export async function readLocalFile(
  dataDirectory: string,
  id: string,
  at: number,
): Promise<{ name: string; type: string; content: Buffer } | undefined> {
  if (!/^[0-9a-f]{32}$/.test(id) || !Number.isInteger(at)) return undefined;
  const folder = folderOf(dataDirectory);
  const letter = await readLetter(path.join(folder, `${id}.json`)).catch(() => undefined);
  const file = letter?.files?.[at];
  return file && { ...file, content: await readFile(fileOf(folder, id, at)) };
}

async function readLetter(file: string): Promise<LocalLetter> {
  return JSON.parse(await readFile(file, "utf8")) as LocalLetter;
}
