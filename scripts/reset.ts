import { existsSync, rmSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline/promises";
import { DataDirectoryInUse, takeDataDirectory } from "#database/local/data-directory.ts";
import { refuse, say } from "./words.ts";

const directory = path.resolve(process.env["KONCERT_DATA_DIR"] || ".koncert");
const isOurs = ["postgres", "secrets.json"].some((name) => existsSync(path.join(directory, name)));
if (!isOurs) {
  console.log(
    say(`${directory} ne contient rien à effacer.`, `${directory} holds nothing to erase.`),
  );
  process.exit();
}

let taken;
try {
  taken = takeDataDirectory(directory);
} catch (error) {
  if (error instanceof DataDirectoryInUse) refuse(error.message, error.message);
  throw error;
}

if (process.argv.includes("--yes") || (await isConfirmed())) {
  rmSync(taken.path, { recursive: true, force: true });
  taken.release();
  console.log(say(`${directory} est vide.`, `${directory} is empty.`));
} else {
  taken.release();
  console.log(say("Rien n’a été effacé.", "Nothing was erased."));
}

async function isConfirmed(): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const question = say(
    `Effacer toutes les données de ${directory}\u202F? (o/N) `,
    `Erase all data in ${directory}? (y/N) `,
  );
  const closed = new Promise<string>((resolve) => terminal.once("close", () => resolve("")));
  const answer = await Promise.race([terminal.question(question), closed]);
  terminal.close();
  return /^(o|oui|y|yes)$/i.test(answer.trim());
}
