import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { createServer } from "node:net";
import path from "node:path";
import { DataDirectoryInUse, takeDataDirectory } from "#database/local/data-directory.ts";
import { startLocalDatabase } from "#database/local/start-local-database.ts";
import type { LocalDatabase } from "#database/local/start-local-database.ts";
import { NotMigrated, openGivenDatabase } from "#database/given-database.ts";
import { buildWeb } from "./build-web.ts";
import { install, planGiven, planInstallation } from "./first-account.ts";
import { readSecrets } from "./installation.ts";
import type { Installation, Secrets } from "./installation.ts";
import { refuse, say } from "./words.ts";

const root = path.resolve(import.meta.dirname, "..");
const port = readPort();
const web = `http://127.0.0.1:${port}`;

// The lock comes before anything that reads or writes the directory.
const directory = takeDirectory();
let database: LocalDatabase | undefined;
let server: ChildProcess | undefined;
let isStopping = false;

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stop(0));
process.on("disconnect", () => stop(0));

await main().catch((error: unknown) => {
  if (isStopping) return;
  console.error(error instanceof Error ? error.message : error);
  if (error instanceof Error && error.cause) console.error(error.cause);
  return stop(1);
});

async function main() {
  if (!(await isFree(port))) {
    directory.release();
    refuse(
      `Le port ${port} est déjà utilisé. Choisissez-en un autre\u00A0: PORT=${port + 1} npm start`,
      `Port ${port} is already in use. Choose another one: PORT=${port + 1} npm start`,
    );
  }
  const secrets = readSecrets(directory.path);
  const building = buildWeb(() => {
    console.log(say("Construction de l’application web…", "Building the web application…"));
  });
  const [installed] = await Promise.all([prepareDatabase(secrets), building]);
  if (isStopping) return;
  server = startServer(installed.url, secrets);
  await untilHealthy(server);
  directory.announce({ web, url: installed.url, adminUrl: database?.adminUrl ?? installed.url });
  console.log(`KONCERT ready: ${web}`);
  if (installed.account) {
    const { email, kind } = installed.account;
    const title =
      kind === "demo"
        ? say("Compte de démonstration", "Demo account")
        : say("Compte propriétaire", "Owner account");
    console.log(say(`${title}\u00A0: ${email}`, `${title}: ${email}`));
    console.log(
      say(`Mot de passe\u00A0: ${secrets.ownerPassword}`, `Password: ${secrets.ownerPassword}`),
    );
  }
}

/** Migrated, with its first account, and demo data unless --empty. */
async function prepareDatabase(
  secrets: Secrets,
): Promise<{ url: string; account?: Installation | undefined }> {
  const given = process.env["DATABASE_URL"];
  if (given) return prepareGiven(given, secrets);
  const account = planInstallation(directory.path, process.argv.includes("--empty"));
  database = await startLocalDatabase({ dataDirectory: directory.path });
  const { url, adminUrl } = database;
  await install(directory.path, account, url, secrets.ownerPassword);
  directory.announce({ url, adminUrl });
  return { url, account };
}

async function prepareGiven(address: string, secrets: Secrets) {
  const given = await openGivenDatabase(address, secrets.databasePassword).catch(
    (error: unknown) => {
      throw error instanceof NotMigrated ? new Error(sayMissing(error.missing)) : error;
    },
  );
  if (given.applied.length > 0) {
    console.log(
      say(
        `Migrations appliquées\u00A0: ${given.applied.length}`,
        `Migrations applied: ${given.applied.length}`,
      ),
    );
  }
  const { host, pathname } = new URL(address);
  const folder = path.join(directory.path, "databases", `${host}${pathname}`.replace(/\W+/g, "-"));
  const account = planGiven(folder, process.argv.includes("--empty"), given.hasPeople);
  if (account) await install(folder, account, given.url, secrets.ownerPassword);
  return { url: given.url, account };
}

function sayMissing(missing: string[]): string {
  return say(
    `Il manque ${missing.length} migrations à la base de DATABASE_URL, à partir de ${missing[0]}, et cet utilisateur ne peut pas les appliquer. Lancez «\u00A0supabase db push\u00A0», ou une fois «\u00A0npm start\u00A0» avec l’adresse du propriétaire de la base.`,
    `The database of DATABASE_URL lacks ${missing.length} migrations, from ${missing[0]} on, which this user may not apply. Run “supabase db push”, or “npm start” once with the address of the database’s owner.`,
  );
}

function startServer(url: string, secrets: Secrets): ChildProcess {
  // Standard input is the thread that the server hangs on: it ends when this process is gone.
  const child = spawn(process.execPath, [path.join(root, "web/server.ts")], {
    cwd: root,
    stdio: ["pipe", "inherit", "inherit"],
    env: {
      ...process.env,
      NODE_ENV: "production",
      DATABASE_URL: url,
      PORT: String(port),
      KONCERT_PARENT: "1",
      KONCERT_URL: process.env["KONCERT_URL"] || web,
      KONCERT_DATA_DIR: directory.path,
      KONCERT_SECRET: process.env["KONCERT_SECRET"] || secrets.secret,
      KONCERT_ENCRYPTION_KEY: process.env["KONCERT_ENCRYPTION_KEY"] || secrets.encryptionKey,
    },
  });
  child.on("exit", (code, signal) => {
    if (isStopping) return;
    console.error(
      say(
        `Le serveur web s’est arrêté (${signal ?? code}).`,
        `The web server stopped (${signal ?? code}).`,
      ),
    );
    void stop(1);
  });
  return child;
}

async function untilHealthy(child: ChildProcess) {
  for (const began = Date.now(); child.exitCode === null && child.signalCode === null;) {
    try {
      if ((await fetch(`${web}/api/health`, { signal: AbortSignal.timeout(2_000) })).ok) return;
    } catch {
      // Not listening yet.
    }
    if (Date.now() - began > 60_000) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(say("Le serveur web ne répond pas.", "The web server does not answer."));
}

async function stop(code: number) {
  if (isStopping) return;
  isStopping = true;
  if (server && server.exitCode === null && server.signalCode === null) {
    const gone = new Promise((resolve) => server?.once("exit", resolve));
    const late = setTimeout(() => server?.kill("SIGKILL"), 5_000);
    server.kill("SIGTERM");
    await gone;
    clearTimeout(late);
  }
  await database?.close();
  directory.release();
  process.exit(code);
}

function takeDirectory() {
  try {
    return takeDataDirectory(path.resolve(process.env["KONCERT_DATA_DIR"] || ".koncert"));
  } catch (error) {
    if (error instanceof DataDirectoryInUse) refuse(error.message, error.message);
    throw error;
  }
}

function readPort(): number {
  const given = process.env["PORT"] || "3000";
  const read = Number(given);
  if (Number.isInteger(read) && read > 0 && read < 65_536) return read;
  return refuse(`PORT n’est pas un port\u00A0: ${given}`, `PORT is not a port: ${given}`);
}

function isFree(wanted: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(wanted, () => probe.close(() => resolve(true)));
  });
}
