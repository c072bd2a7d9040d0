// Runs scripts/<command>.ts on Node 24, with the packages of package-lock.json installed. Plain
// JavaScript without packages: this is the one file that Node 20 reads before anything is there.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const root = path.resolve(
  import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname),
  "..",
);
const at = (...names) => path.join(root, ...names);
const stamp = at("node_modules/.koncert-lock-sha");

const [command, ...rest] = process.argv.slice(2);
const script = at("scripts", `${command}.ts`);
const commands = Object.values(JSON.parse(readFileSync(at("package.json"), "utf8")).scripts)
  .map((line) => /^node scripts\/run\.mjs (\S+)$/.exec(line)?.[1])
  .filter((name) => name !== undefined);
if (!commands.includes(command) || !existsSync(script)) {
  stop(`Commande inconnue / Unknown command: ${command ?? ""}\n${commands.join(", ")}`);
}

install();
run(findNode());

function install() {
  const lock = readFileSync(at("package-lock.json"));
  const sha = createHash("sha256").update(lock).digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === sha) return;
  if (!isInstalled(JSON.parse(lock.toString()))) {
    console.error("Installation des paquets… / Installing packages…");
    const asked = [
      "ci",
      "--no-audit",
      "--no-fund",
      "--loglevel=error",
      "--include=dev",
      "--include=optional",
    ];
    const npm = process.env.npm_execpath;
    const installed = npm?.endsWith(".js")
      ? spawnSync(process.execPath, [npm, ...asked], { cwd: root, stdio: ["ignore", 2, 2] })
      : spawnSync("npm", asked, { cwd: root, stdio: ["ignore", 2, 2] });
    if (installed.status !== 0) {
      stop("L’installation des paquets a échoué. / Installing the packages failed (npm ci).");
    }
  }
  writeFileSync(stamp, sha);
}

/** Whether npm's own record of node_modules has every package of the lock, at its version. */
function isInstalled(lock) {
  const record = at("node_modules/.package-lock.json");
  if (!existsSync(record)) return false;
  const present = JSON.parse(readFileSync(record, "utf8")).packages;
  return Object.entries(lock.packages).every(
    ([name, { version, optional, devOptional }]) =>
      name === "" || (present[name] ? present[name].version === version : optional || devOptional),
  );
}

function findNode() {
  const packaged = at("node_modules/.bin/node");
  for (const node of [packaged, process.execPath]) {
    if (node === packaged && !existsSync(node)) continue;
    const { stdout } = spawnSync(node, ["--version"], { encoding: "utf8" });
    if (Number(/^v(\d+)/.exec(stdout ?? "")?.[1]) >= 24) return node;
  }
  return stop(
    `KONCERT demande Node 24 sur ce système (ici ${process.version}). / KONCERT needs Node 24 on this system (here ${process.version}).`,
  );
}

function run(node) {
  // The channel tells the script when this process is gone, however it went.
  const child = spawn(node, [script, ...rest], {
    cwd: root,
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => child.kill(signal));
  }
  child.on("error", (error) => stop(error.message));
  child.on("exit", (code, signal) => {
    if (signal) {
      process.removeAllListeners(signal);
      process.kill(process.pid, signal);
    } else process.exit(code ?? 1);
  });
}

function stop(text) {
  console.error(text);
  process.exit(1);
}
