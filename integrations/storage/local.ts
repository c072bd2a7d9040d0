import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { safeKey, type Storage } from "./storage.ts";

/** Files under `<data directory>/files`, each beside `<name>~mime` that holds its type. */
export function localStorage(dataDirectory: string): Storage {
  const folder = path.join(dataDirectory, "files");
  const fileOf = (key: string) => path.join(folder, ...safeKey(key).split("/"));
  return {
    name: "local",
    async put(key, bytes, mime) {
      const file = fileOf(key);
      await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
      await replace(`${file}~mime`, mime);
      await replace(file, bytes);
    },
    async get(key) {
      const file = fileOf(key);
      const [bytes, mime] = await Promise.all([read(file), read(`${file}~mime`)]);
      if (!bytes) return null;
      return {
        bytes: new Uint8Array(bytes),
        mime: mime?.toString("utf8") ?? "application/octet-stream",
      };
    },
    async delete(key) {
      const file = fileOf(key);
      await rm(file, { force: true });
      await rm(`${file}~mime`, { force: true });
    },
  };
}

/** A reader sees the old content or the new, never a part. */
async function replace(file: string, content: string | Uint8Array) {
  const draft = `${file}~${randomUUID()}`;
  await writeFile(draft, content, { mode: 0o600 });
  await rename(draft, file);
}

function read(file: string): Promise<Buffer | null> {
  return readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR" || error.code === "EISDIR") return null;
    throw error;
  });
}
