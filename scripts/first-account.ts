import { rmSync } from "node:fs";
import path from "node:path";
import type { Installation } from "./installation.ts";
import { readInstallation, recordInstallation } from "./installation.ts";
import { say } from "./words.ts";

/**
 * What this data directory holds or is to hold. A first start that was cut short left half of its
 * data, of which nobody was told anything: it begins again.
 */
export function planInstallation(directory: string, isEmpty: boolean): Installation {
  const known = readInstallation(directory);
  if (known?.isComplete) {
    if (known.kind === "empty" || !isEmpty) return known;
    throw new Error(
      say(
        `${directory} contient déjà les données de démonstration. Videz-le d’abord\u00A0: npm run reset`,
        `${directory} already holds the demo data. Empty it first: npm run reset`,
      ),
    );
  }
  if (known) rmSync(path.join(directory, "postgres"), { recursive: true, force: true });
  return plan(directory, isEmpty);
}

/**
 * The same for a given database, of which `folder` keeps what was put in from here. Undefined where
 * people were there before; a first start that was cut short goes on.
 */
export function planGiven(
  folder: string,
  isEmpty: boolean,
  hasPeople: boolean,
): Installation | undefined {
  const known = readInstallation(folder);
  if (known && (hasPeople || !known.isComplete)) return known;
  return hasPeople ? undefined : plan(folder, isEmpty);
}

function plan(folder: string, isEmpty: boolean): Installation {
  const planned: Installation = isEmpty
    ? { kind: "empty", email: "proprietaire@koncert.example", isComplete: false }
    : { kind: "demo", email: "demo@koncert.example", isComplete: false };
  recordInstallation(folder, planned);
  return planned;
}

/** Writes the first account, and the demo season unless the installation is an empty one. */
export async function install(
  directory: string,
  installation: Installation,
  url: string,
  password: string,
): Promise<void> {
  if (installation.isComplete) return;
  const isDemo = installation.kind === "demo";
  const { createOwner } = await import("#accounts/create-owner.ts");
  await createOwner({
    url,
    email: installation.email,
    password,
    name: isDemo ? "Camille Rousseau" : say("Propriétaire", "Owner"),
    organizationName: isDemo ? "Les Tourneurs du Soir" : say("Ma structure", "My organization"),
    locale: say("fr", "en") === "en" ? "en" : "fr",
  });
  if (isDemo) {
    const { fillInstallation } = await import("./demo.ts");
    await fillInstallation(url);
  }
  recordInstallation(directory, { ...installation, isComplete: true });
}
