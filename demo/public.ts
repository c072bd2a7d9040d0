import { addressOf, firstNames, lastNames } from "./people.ts";

const towns = ["Lyon", "Paris", "Lille", "Nantes", "Rennes", "Grenoble", "Bordeaux", "Dijon"];

/** The names of the public, each once: a first name goes with several family names. */
export const publicNames: readonly string[] = firstNames.flatMap((first, at) =>
  [0, 7, 13].map((step) => `${first} ${lastNames[(at + step) % lastNames.length]}`),
);

/** Sixty people of the public as a pasted table. */
export const publicAsTable = () =>
  [
    "nom;email;ville",
    ...publicNames.map((name, at) => `${name};${addressOf(name)};${towns[at % towns.length]}`),
  ].join("\n");
