import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";

/** What a data directory keeps secret, made at its first start. */
export type Secrets = {
  /** Signs sessions and links. */
  secret: string;
  /** 32 bytes in base64, for the secrets of integrations at rest. */
  encryptionKey: string;
  ownerPassword: string;
  /** Of koncert_app in a database that was given by its address. */
  databasePassword: string;
};

export type Installation = {
  kind: "demo" | "empty";
  email: string;
  /** False while the first start writes its data. */
  isComplete: boolean;
};

export function readSecrets(directory: string): Secrets {
  const file = path.join(directory, "secrets.json");
  const kept = readJson<Partial<Secrets>>(file) ?? {};
  const secrets: Secrets = {
    secret: kept.secret ?? randomBytes(32).toString("base64url"),
    encryptionKey: kept.encryptionKey ?? randomBytes(32).toString("base64"),
    ownerPassword: kept.ownerPassword ?? readablePassword(),
    databasePassword: kept.databasePassword ?? randomBytes(24).toString("base64url"),
  };
  writeJson(file, secrets);
  return secrets;
}

/** What the first start put in, undefined before it. */
export function readInstallation(directory: string): Installation | undefined {
  return readJson<Installation>(path.join(directory, "installation.json"));
}

export function recordInstallation(directory: string, installation: Installation): void {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  writeJson(path.join(directory, "installation.json"), installation);
}

function readJson<T>(file: string): T | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as T) : undefined;
}

/** Whole or not at all, for the owner of the process alone. */
function writeJson(file: string, value: object) {
  writeFileSync(`${file}.new`, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** Four groups of four, without the letters that are read for another: 75 bits. */
function readablePassword(): string {
  const letters = "abcdefghijkmnpqrstuvwxyz23456789";
  const group = () => [...randomBytes(4)].map((byte) => letters[byte % letters.length]).join("");
  return [group(), group(), group(), group()].join("-");
}
