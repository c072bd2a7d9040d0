import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from "vitest";
import { openWorld, type World } from "#tools/testing/world.ts";
import { converse, type Converse, resultsOf, type Said, transcriptOf } from "./converse.ts";
import { createViews, type EndState, endStateOf } from "./end-state.ts";

/** The main job as one conversation in French, from an empty company: what stands in the database after each request. */
let world: World;
let state: EndState;
let talk: Converse;
beforeAll(async () => {
  world = await openWorld("embedded");
  await createViews(world);
  state = endStateOf(world, world.here.id);
  talk = converse(() => world.context());
});
afterAll(() => world?.close());
beforeEach(() => {
  const before = talk.said.length;
  onTestFailed(() => console.error(transcriptOf(talk.said.slice(before))));
});

const list = readFileSync(path.join(import.meta.dirname, "organique-tour-2022.txt"), "utf8");

async function one(sql: string) {
  const rows = await state.read(sql);
  return rows[0]?.[0];
}

/** The result of the one call of `tool` in a turn. */
function resultOf<Value>(turn: Said, tool: string): Value {
  const done = resultsOf([turn]).find((result) => result.tool === tool);
  expect(done, `${tool} after « ${turn.words} »: ${turn.answer}`).toBeDefined();
  return done!.value as Value;
}

/** Says something that must change nothing. */
async function ask(words: string): Promise<Said> {
  const { mark } = await state.changes();
  const turn = await talk.say(words);
  expect((await state.changes(mark)).tables, turn.answer).toEqual({});
  expect(turn.approvals).toEqual([]);
  return turn;
}

test("an artist and a production are created", async () => {
  await talk.say("Crée l’artiste Zaz et son spectacle Organique");
  expect(
    await state.read(
      "select a.name, p.title from productions p join artists a on a.id = p.artist_id",
    ),
  ).toEqual([["Zaz", "Organique"]]);
});

test("a pasted list moved on by five years becomes one tour of nineteen dates, each with its place", async () => {
  await talk.say(
    `Crée la tournée Organique Tour de Zaz avec le spectacle Organique et ces dates, décale tout de cinq ans :\n${list}`,
  );
  const announced = [...list.matchAll(/^(\d\d)\/(\d\d)\/2022 – ([^,]+), (.+)$/gm)].map(
    ([, dd, mm, city, venue]) => [`2027-${mm}-${dd}`, plain(city!), plain(venue!)],
  );
  expect(announced).toHaveLength(19);
  const dates = await state.read("select day, city, venue from dates order by day");
  expect(
    dates.map(([day, city, venue]) => [day, plain(city as string), plain(venue as string)]),
  ).toEqual(announced);
  expect(await state.read("select name from tours")).toHaveLength(1);
  expect(
    await one(
      "select count(*) from dates where artist = 'Zaz' and tour is not null and production = 'Organique' and status = 'confirmed'",
    ),
  ).toBe(19);
  // Mainland France, and not one point for all.
  expect(
    await one(
      "select count(*) from dates where latitude between 42 and 51.2 and longitude between -5 and 8.3",
    ),
  ).toBe(19);
  expect(await one("select count(distinct (latitude, longitude)) from dates")).toBe(18);
});

test("the free days of February are those without a date", async () => {
  const { days } = resultOf<{ days: string[] }>(
    await ask("Quels jours sont libres en février 2027 ?"),
    "tours_find_free_days",
  );
  const taken = [12, 13, 17, 18, 20, 21, 22, 24, 26];
  const free = Array.from({ length: 28 }, (_, at) => at + 1).filter((day) => !taken.includes(day));
  expect(days).toEqual(free.map((day) => `2027-02-${String(day).padStart(2, "0")}`));
});

test("the dates that follow one another without a day between are found", async () => {
  const { runs } = resultOf<{ runs: { from: string; to: string }[] }>(
    await ask("Et quelles dates s’enchaînent sans un jour entre elles sur toute la tournée ?"),
    "tours_find_consecutive",
  );
  expect(runs.map(({ from, to }) => `${from} ${to}`)).toEqual([
    "2027-01-28 2027-01-29",
    "2027-02-12 2027-02-13",
    "2027-02-17 2027-02-18",
    "2027-02-20 2027-02-22",
    "2027-04-06 2027-04-07",
    "2027-05-11 2027-05-12",
    "2027-05-14 2027-05-15",
  ]);
});

test("the road from Lille to Strasbourg is measured", async () => {
  const { km } = resultOf<{ km: number }>(
    await ask("Lille et Strasbourg, c’est à quelle distance l’une de l’autre ?"),
    "tours_get_distance",
  );
  // 400 km as the crow flies, 525 by road.
  expect(km).toBeGreaterThan(400);
  expect(km).toBeLessThan(650);
});

test("doors and show times are set on all nineteen dates in one sentence", async () => {
  await talk.say(
    "Ouverture des portes à 19 h 30 et concert à 20 h 45 pour toutes les dates de la tournée",
  );
  expect(
    await state.read("select kind, at, count(*) from times group by kind, at order by kind"),
  ).toEqual([
    ["doors", "19:30", 19],
    ["set_time", "20:45", 19],
  ]);
  expect(await one("select count(*) from times where day <> on_day")).toBe(0);
});

test("a second date in Lyon is held as option 2", async () => {
  await talk.say("Pose une deuxième date à Lyon le 16 mai 2027, en option 2");
  expect(
    await state.read("select day, status, hold_rank from dates where city = 'Lyon' order by day"),
  ).toEqual([
    ["2027-05-14", "confirmed", null],
    ["2027-05-16", "option", 2],
  ]);
});

test("three options are confirmed, and they alone", async () => {
  await talk.say("Option 1 à Grenoble le 3 juin 2027");
  await talk.say("Option 1 à Dijon le 4 juin 2027");
  await talk.say("Option 1 à Metz le 5 juin 2027");
  expect(
    await one(
      "select count(*) from dates where hold_rank = 1 and day between '2027-06-03' and '2027-06-05'",
    ),
  ).toBe(3);
  await talk.say("C’est bon pour Grenoble, Dijon et Metz, on confirme");
  expect(
    await state.read("select city, status from dates where day > '2027-05-15' order by day"),
  ).toEqual([
    ["Lyon", "option"],
    ["Grenoble", "confirmed"],
    ["Dijon", "confirmed"],
    ["Metz", "confirmed"],
  ]);
});

test("ticket types are added to the three", async () => {
  await talk.say("Ajoute un plein tarif à 39 € sur ces trois dates");
  await talk.say("Ajoute un tarif réduit à 29 € sur ces trois dates");
  expect(await state.read("select city, kind, price from prices order by day, price desc")).toEqual(
    ["Grenoble", "Dijon", "Metz"].flatMap((city) => [
      [city, "full", 3900],
      [city, "reduced", 2900],
    ]),
  );
});

test("two expenses are written down and the profit tells them", async () => {
  await talk.say("Ajoute 450 € de camion et 620 € d’hôtel pour Marseille");
  expect(
    await state.read(
      "select city, category, amount from entries where way = 'expense' order by amount",
    ),
  ).toEqual([
    ["Marseille", "transport", 45_000],
    ["Marseille", "accommodation", 62_000],
  ]);
  const profit = resultOf<{ expenseCents: number; profitCents: number }>(
    await ask("Quel est le bénéfice de Marseille ?"),
    "business_get_profit",
  );
  expect(profit).toMatchObject({ expenseCents: 107_000, profitCents: -107_000 });
});

test("the day sheet of Marseille is a document in French and a PDF", async () => {
  await talk.say("Fais-moi la feuille de route de Marseille en PDF");
  const papers = await state.read("select id, kind, city, language, version from papers");
  expect(papers.map(([, ...rest]) => rest)).toEqual([["day_sheet", "Marseille", "fr", 1]]);
  const pdf = await world.done<{ base64: string; mime: string; size: number }>(
    "documents_get_pdf",
    { document: papers[0]![0] },
  );
  const bytes = Buffer.from(pdf.value.base64, "base64");
  expect(bytes.subarray(0, 5).toString()).toBe("%PDF-");
  expect(bytes.length).toBe(pdf.value.size);
});

test("what is missing for Bourges is told", async () => {
  const { dates } = resultOf<{ dates: { city: string; missing: string[] }[] }>(
    await ask("Qu’est-ce qu’il manque pour Bourges ?"),
    "tours_list_missing",
  );
  expect(dates.map(({ city }) => city)).toEqual(["Bourges"]);
  expect(dates[0]!.missing.length).toBeGreaterThan(0);
});

test("a cancellation waits for an approval, and a yes carries it out", async () => {
  const { mark } = await state.changes();
  const turn = await talk.say("Annule la date de Vichy");
  expect(turn.approvals).toEqual(["tours_cancel_performances"]);
  expect((await state.changes(mark)).tables).toEqual({});
  expect(await state.read("select tool, status from waiting")).toEqual([
    ["tours_cancel_performances", "pending"],
  ]);
  await talk.say("oui");
  expect(await state.read("select city from dates where status = 'cancelled'")).toEqual([
    ["Vichy"],
  ]);
  expect(await state.read("select tool, status from waiting")).toEqual([
    ["tours_cancel_performances", "accepted"],
  ]);
});

test("the last change is undone, once a yes was given since it had been approved", async () => {
  const turn = await talk.say("Annule la dernière modification");
  expect(turn.approvals).toEqual(["organization_undo_call"]);
  expect(await one("select status from dates where city = 'Vichy'")).toBe("cancelled");
  await talk.say("oui");
  expect(await one("select status from dates where city = 'Vichy'")).toBe("confirmed");
  expect(await one("select count(*) from dates where status = 'cancelled'")).toBe(0);
  expect(await one("select count(*) from dates")).toBe(23);
});

test.each([
  "Commande des pizzas pour toute l’équipe",
  "Réserve-moi une table pour huit à Lyon après le concert",
])("what cannot be done changes nothing: %s", async (words) => {
  const turn = await ask(words);
  expect(turn.errors).toEqual([]);
  expect(turn.answer.trim()).not.toBe("");
});

function plain(text: string) {
  return text
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[^a-z0-9]+/gi, " ")
    .toLowerCase()
    .trim();
}
