import { compactResult } from "#agent/compact-result.ts";
import { systemPrompt } from "#agent/prompt.ts";
import { modelsOn, talk } from "#agent/testing/talk.ts";
import { openMessagesApi, type RequestBody } from "#agent/testing/messages-api.ts";
import { openCompany } from "#evals/fixture.ts";
import { type Organization, openWorld, type World } from "#tools/testing/world.ts";
import { charactersPerToken, readAtOnce } from "./definitions.ts";
import { keep, median, report } from "./measure.ts";

const mostAtStart = 6_000;
const leastStable = 0.95;

/** What a working day asks most, on the season of the evals. */
const everyday: [tool: string, input: object][] = [
  ["find_anything", { text: "Lille" }],
  ["tours_list_performances", {}],
  ["tours_get_performance", { performance: "Lille" }],
  ["tours_get_tour", { tour: "Organique Tour" }],
  ["tours_list_missing", {}],
  ["tours_find_clashes", {}],
  ["tours_list_artists", {}],
  ["tours_find_venues", {}],
  ["tours_get_venue", { venue: "Le Silo" }],
  ["tours_get_day_sheet", { performance: "Lille" }],
  ["tours_list_tours", {}],
  ["ticketing_get_sales", { performances: ["Lille"] }],
  ["ticketing_list_ticket_types", { performances: ["Lille"] }],
  ["ticketing_list_guests", { performance: "Lille" }],
  ["ticketing_get_stats", {}],
  ["contacts_find_contacts", {}],
  ["documents_list_documents", {}],
  ["business_get_profit", { performances: ["Lille"] }],
  ["business_list_entries", {}],
  ["organization_list_members", {}],
];

/** What the model reads at the start, what results cost, and how much of a conversation the cache repeats. */
export async function benchTokens(): Promise<void> {
  const world = await openWorld();
  const organization = await openCompany(world);
  await reportStart();
  await reportResults(world, organization);
  await reportPrefix(world, organization);
  await world.close();
}

async function reportStart() {
  const read = (await readAtOnce()).reduce((sum, one) => sum + JSON.stringify(one).length, 0);
  const tokens = (read + systemPrompt.length) / charactersPerToken;
  report({
    name: "tokens read before the first message / 6,000",
    ratio: tokens / mostAtStart,
    goal: "at most 1",
    met: tokens <= mostAtStart,
    figures: {
      "of definitions": read / charactersPerToken,
      "of the prompt": systemPrompt.length / charactersPerToken,
    },
  });
}

async function reportResults(world: World, organization: Organization) {
  const tokens: Record<string, number> = {};
  for (const [tool, input] of everyday) {
    const outcome = await world.act(tool, input, { organization });
    tokens[tool] = Math.round(compactResult(outcome, "fr").length / charactersPerToken);
    if (!outcome.ok) console.log(`${tool} was refused: ${JSON.stringify(outcome)}`);
  }
  const all = Object.values(tokens);
  keep("tokens of results", tokens);
  report({
    name: "tokens of an everyday result, median / 400",
    ratio: median(all) / 400,
    goal: "at most 1",
    met: median(all) <= 400,
    figures: { most: Math.max(...all), least: Math.min(...all), results: all.length },
  });
}

async function reportPrefix(world: World, organization: Organization) {
  const turns = everyday.slice(0, 10);
  const api = await openMessagesApi(
    turns.flatMap(([name, input]) => [
      { tools: [{ name, input }] },
      { text: "Voici ce qu’il en est." },
    ]),
  );
  const conversationId = crypto.randomUUID();
  for (const [tool] of turns) {
    await talk(world.context({ organization }), `montre ${tool}`, {
      models: modelsOn(api.url),
      conversationId,
    });
  }
  await api.close();
  const texts = api.bodies.map(textOf);
  let repeated = 0;
  let whole = 0;
  for (const [at, text] of texts.entries()) {
    const before = texts[at - 1];
    if (before === undefined) continue;
    repeated += commonStart(before, text);
    whole += before.length;
  }
  report({
    name: "part of a request that the next of ten turns repeats",
    ratio: repeated / whole,
    goal: `at least ${leastStable}`,
    met: repeated / whole >= leastStable,
    figures: {
      requests: texts.length,
      "tokens of the last": (texts.at(-1)?.length ?? 0) / charactersPerToken,
    },
  });
}

/** In the order that the cache reads: tools, system, messages; its own marks are no content. */
const textOf = ({ tools, system, messages }: RequestBody) =>
  JSON.stringify([tools.filter((tool) => !tool["defer_loading"]), system, messages]).replaceAll(
    /,"cache_control":\{[^}]*\}/g,
    "",
  );

function commonStart(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return at;
}
