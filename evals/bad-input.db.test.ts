import { afterAll, beforeEach, beforeAll, expect, onTestFailed, test } from "vitest";
import { openWorld, type World } from "#tools/testing/world.ts";
import { converse, type Converse, transcriptOf } from "./converse.ts";
import { createViews, type EndState, endStateOf } from "./end-state.ts";
import { openCompany } from "./fixture.ts";

/** What a hurried or hostile hand may paste into the conversation. */
let world: World;
let state: EndState;
let talk: Converse;
beforeAll(async () => {
  world = await openWorld();
  await createViews(world);
});
beforeEach(async () => {
  const organization = await openCompany(world);
  state = endStateOf(world, organization.id);
  talk = converse(() => world.context({ organization }));
  onTestFailed(() => console.error(transcriptOf(talk.said).slice(0, 4000)));
});
afterAll(() => world?.close());

/** Says something that must change nothing, and gives what is answered. */
async function refused(words: string): Promise<string> {
  const { mark } = await state.changes();
  const { answer, errors, approvals } = await talk.say(words);
  expect((await state.changes(mark)).tables).toEqual({});
  expect(approvals).toEqual([]);
  const told = `${answer}${errors.join("\n")}`;
  expect(told.trim()).not.toBe("");
  // Neither the inside of the product nor an English sentence reaches a French reader.
  expect(told).not.toMatch(
    /\bat .+\.ts:|select .+ from|undefined|\[object|violates|constraint|invalid/i,
  );
  return told;
}

test.each([
  "Ajoute une date à Dijon le 31 février 2027",
  "Portes à 21 h et couvre-feu à 20 h à Lyon",
  "Ajoute une date confirmée à Dijon le 12 février 2027",
  "La date de Lille, mets sa jauge à 1",
  "Ajoute une dépense de -450 € de camion à Lille",
  "Mets un plein tarif à 99 999 999 € à Lyon",
  "Ajoute une date à Zzyzxbourg le 3 mars 2027",
])("« %s » changes nothing and says so", async (words) => {
  await refused(words);
});

test("ten thousand pasted lines are refused", async () => {
  const lines = Array.from(
    { length: 10_000 },
    (_, at) => `${1 + (at % 28)}/03/2027 – Ville ${at}, Salle ${at}`,
  );
  await refused(`Monte-moi cette tournée :\n${lines.join("\n")}`);
});

test("a binary paste is refused", async () => {
  const bytes = Array.from({ length: 4000 }, (_, at) => String.fromCharCode((at * 37) % 256)).join(
    "",
  );
  await refused(bytes);
  await refused(`%PDF-1.4\n${bytes}`);
});

test("a script in a name is kept as the text it is", async () => {
  const name = "<script>alert(1)</script>";
  await talk.say(`Ajoute l’artiste « ${name} »`);
  const artists = (await state.read("select name from artists where name <> 'Zaz'")).flat();
  expect(artists).toEqual([name]);
});

test("the id of another company's row is the id of nothing", async () => {
  const other = await openCompany(world);
  const theirs = endStateOf(world, other.id);
  const [[id]] = (await theirs.read("select id from dates where city = 'Lille'")) as [[string]];
  const { mark } = await theirs.changes();
  const told = await refused(`Passe la jauge de ${id} à 500`);
  expect(told).not.toMatch(/Lille|Sébastopol/);
  expect((await theirs.changes(mark)).tables).toEqual({});
  expect((await theirs.read("select capacity from dates where city = 'Lille'")).flat()).toEqual([
    1200,
  ]);
});
