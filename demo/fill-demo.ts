import { createHash } from "node:crypto";
import { callTool, type ToolInput, type ToolName, type ToolOutput } from "#tools/call-tool.ts";
import type { Context } from "#tools/core/context.ts";
import type { Outcome } from "#tools/core/outcome.ts";
import { addressOf, crews, type DemoPerson, media, partners, promoters } from "./people.ts";
import { publicAsTable } from "./public.ts";
import { prepareDate } from "./prepare-date.ts";
import { seeded } from "./random.ts";
import { sell } from "./sell.ts";
import { type DemoDate, type DemoTour, season } from "./season.ts";

const dayMs = 86_400_000;

/** Who fills, as everything of the season is written. */
export type Filler = {
  /** Runs a tool; `at` is the moment at which it is done. Throws when it is refused. */
  call<Name extends ToolName>(
    name: Name,
    input: ToolInput<Name>,
    at?: Date,
  ): Promise<ToolOutput<Name>>;
  /** As `call`, for what needs a person's approval: asked and accepted. */
  approve(name: ToolName, input: Record<string, unknown>): Promise<void>;
  /** As `approve`, and left for the person who reads the approvals. */
  ask(name: ToolName, input: Record<string, unknown>): Promise<void>;
  random(): number;
  today: Date;
  /** The day that is so many days from today. */
  day(offset: number): string;
};

/** The organization has data of its own: the demo season does not mix with it. */
export class NotEmpty extends Error {}

/**
 * Fills the caller's organization with the demo season through the same tools as everybody, dated
 * from `context.now` and always the same. Started again on the same day it goes on where it stopped.
 * Throws NotEmpty where there is other data.
 */
export async function fillDemo(
  context: Context,
  onProgress: (done: number, of: number) => void = () => {},
): Promise<void> {
  const filler = fillerOf(context);
  const { artists } = await filler.call("tours_list_artists", {});
  const names = new Set(season.map(({ artist }) => artist));
  if (artists.some(({ name }) => !names.has(name))) throw new NotEmpty();
  const of = season.reduce((sum, { dates }) => sum + dates.length, 1);
  let done = 0;
  await fillOrganization(filler);
  onProgress(++done, of);
  const made = new Set<string>();
  for (const tour of season) {
    if (!made.has(tour.artist)) await fillArtist(filler, tour);
    if (!made.has(tour.production)) {
      await filler.call("tours_create_production", {
        title: tour.production,
        artist: tour.artist,
        kind: tour.kind,
        duration_minutes: tour.kind === "concert" ? 95 : 75,
      });
    }
    made.add(tour.artist).add(tour.production);
    for (const [date, id] of await planTour(filler, tour)) {
      await fillDate(filler, tour, date, id, done);
      onProgress(++done, of);
    }
  }
}

function fillerOf(context: Context): Filler {
  const today = context.now;
  const made = new Map<string, number>();
  const day = (offset: number) =>
    new Date(today.getTime() + offset * dayMs).toISOString().slice(0, 10);
  const outcomeOf = (name: ToolName, input: unknown, at = today): Promise<Outcome> => {
    const { organizationId } = context.actor;
    // The same call of the same day has the same id, so that a second try repeats nothing.
    const key = `${organizationId} ${day(0)} ${name} ${at.getTime()} ${JSON.stringify(input)}`;
    const nth = (made.get(key) ?? 0) + 1;
    made.set(key, nth);
    const callId = uuidOf(`${key} ${nth}`);
    return callTool({ ...context, now: at, callId }, name as string, input);
  };
  const refused = (name: string, outcome: Outcome) =>
    new Error(`${name}: ${JSON.stringify("error" in outcome ? outcome.error : outcome)}`);
  const filler: Filler = {
    today,
    day,
    random: seeded(20_261_126),
    async call(name, input, at) {
      const outcome = await outcomeOf(name, input, at);
      if (!outcome.ok) throw refused(name, outcome);
      return outcome.value as never;
    },
    async ask(name, input) {
      const outcome = await outcomeOf(name, input);
      if (!("pending" in outcome)) throw refused(name, outcome);
    },
    async approve(name, input) {
      const outcome = await outcomeOf(name, input);
      // It was done when the fill ran before.
      if ("error" in outcome && outcome.error.code === "conflict") return;
      if (!("pending" in outcome)) throw refused(name, outcome);
      await filler.call("organization_decide_approval", {
        approval: outcome.pending.approvalId,
        decision: "accept",
      });
    },
  };
  return filler;
}

async function fillOrganization({ call }: Filler) {
  await call("organization_update_organization", {
    licences: ["PLATESV-D-2019-001172", "PLATESV-D-2019-001173"],
    address: "12 quai des Étroits",
    postal_code: "69005",
    city: "Lyon",
  });
  for (const one of media) await addPerson(call, one, "media");
  for (const one of partners) await addPerson(call, one, "partner");
  await call("contacts_import_contacts", {
    table: publicAsTable(),
    kind: "fan",
    tags: ["newsletter"],
  });
}

async function addPerson(call: Filler["call"], one: DemoPerson, kind: "media" | "partner" | "pro") {
  await call("contacts_create_contact", { ...one, kind });
}

async function fillArtist({ call }: Filler, { artist, genre }: DemoTour) {
  await call("tours_create_artist", { name: artist, genre });
  for (const { person } of crews[artist] ?? []) await addPerson(call, person, "pro");
}

async function planTour({ call, day }: Filler, tour: DemoTour): Promise<[DemoDate, string][]> {
  const planned = await call("tours_plan_tour", {
    artist: tour.artist,
    production: tour.production,
    name: tour.name,
    text: tour.dates
      .map(
        (date) =>
          `${day(date.offset)} ; ${date.city} ; ${date.venue}${date.hold ? ` ; option ${date.hold}` : ""}`,
      )
      .join("\n"),
  });
  for (const { person, role } of crews[tour.artist] ?? []) {
    await call("tours_add_team_member", {
      contact: person.name,
      team_role: role as "driver",
      tour: tour.name,
    });
  }
  return tour.dates.map((date) => {
    const id = planned.dates.find((row) => row.day === day(date.offset))?.id;
    if (!id) throw new Error(`the demo date in ${date.city} was not read`);
    return [date, id];
  });
}

async function fillDate(filler: Filler, tour: DemoTour, date: DemoDate, id: string, at: number) {
  const { call } = filler;
  await call("tours_update_performance", { performances: [id], capacity: date.capacity });
  if (date.hold) return;
  await addPromoter(filler, date, id, at - 1);
  await prepareDate(filler, tour, date, id);
  await sell(filler, tour, date, id);
  if (date.offset < 0) {
    await call("tours_mark_played", { performances: [id] });
    if (date.offset < -60) await call("business_settle_performance", { performance: id });
  } else if (date.offset < 45) {
    await filler.approve("ticketing_publish_performance", { performance: id });
    if (date.city === "Lyon") await leaveForApproval(filler, id);
  }
}

async function addPromoter({ call }: Filler, date: DemoDate, id: string, at: number) {
  const name = promoters[at % promoters.length] ?? promoters[0];
  if (at < promoters.length) {
    await call("contacts_create_contact", {
      name,
      kind: "pro",
      email: addressOf(name),
      job_title: "Programmation",
      company: date.venue,
      city: date.city,
    });
  }
  await call("tours_update_performance", { performances: [id], promoter: name });
}

/** One request waits in the approvals, as it would on any morning. */
async function leaveForApproval({ call, ask }: Filler, id: string) {
  const { approvals } = await call("organization_list_approvals", {});
  if (approvals.length > 0) return;
  const { orders } = await call("ticketing_find_orders", { performances: [id] });
  const order = orders.find(({ totalCents }) => totalCents > 0);
  if (order) {
    await ask("ticketing_refund_order", {
      order: order.id,
      reason: "Empêchement signalé par téléphone",
    });
  }
}

function uuidOf(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `5${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}
