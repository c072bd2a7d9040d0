export const missingWords = {
  venue: { fr: "le lieu", en: "the venue" },
  doors: { fr: "l’ouverture des portes", en: "doors time" },
  set_time: { fr: "l’heure de passage", en: "set time" },
  capacity: { fr: "la jauge", en: "the capacity" },
  ticket_types: { fr: "les tarifs", en: "ticket types" },
  deal: { fr: "le deal", en: "the deal" },
  contract: { fr: "le contrat", en: "the contract" },
  promoter: { fr: "le contact organisateur", en: "the promoter's contact" },
  technical_rider: { fr: "la fiche technique", en: "the technical rider" },
  transport: { fr: "le transport", en: "transport" },
  accommodation: { fr: "l’hébergement", en: "accommodation" },
} as const;
export type Missing = keyof typeof missingWords;
export const missingKeys = Object.keys(missingWords) as [Missing, ...Missing[]];

export type MissingFacts = {
  status: string;
  venue: string | null;
  capacity: number | null;
  ticketTypes: number;
  hasDeal: boolean;
  hasContract: boolean;
  hasPromoter: boolean;
  hasRider: boolean;
  hasTransport: boolean;
  hasAccommodation: boolean;
  openAdvancing: string[];
};

/**
 * What a date still lacks, in the order in which a production office settles it. An option needs
 * its venue alone; a date that is over or cancelled needs nothing. Topics of the advancing
 * checklist that are still open follow under their own names.
 */
export function missingOf(facts: MissingFacts & { doorsAt: boolean; showAt: boolean }): string[] {
  if (["played", "settled", "cancelled"].includes(facts.status)) return [];
  if (facts.status === "option") return facts.venue === null ? ["venue"] : [];
  const checks: [Missing, boolean][] = [
    ["venue", facts.venue === null],
    ["doors", !facts.doorsAt],
    ["set_time", !facts.showAt],
    ["capacity", facts.capacity === null],
    ["ticket_types", facts.ticketTypes === 0],
    ["deal", !facts.hasDeal],
    ["contract", !facts.hasContract],
    ["promoter", !facts.hasPromoter],
    ["technical_rider", !facts.hasRider],
    ["transport", !facts.hasTransport],
    ["accommodation", !facts.hasAccommodation],
  ];
  return [
    ...checks.filter(([, missing]) => missing).map(([key]) => key as string),
    ...facts.openAdvancing,
  ];
}

/** The words for something missing; a topic of the checklist is its own name. */
export function missingWord(key: string): { fr: string; en: string } {
  return missingWords[key as Missing] ?? { fr: key, en: key };
}

export const scheduleKinds = [
  "load_in",
  "line_check",
  "sound_check",
  "dinner",
  "doors",
  "support",
  "changeover",
  "set_time",
  "meet_and_greet",
  "curfew",
  "load_out",
] as const;
export type ScheduleKind = (typeof scheduleKinds)[number];

/** Headings. */
export const scheduleWords: Record<ScheduleKind, { fr: string; en: string }> = {
  load_in: { fr: "Get-in", en: "Load-in" },
  line_check: { fr: "Line check", en: "Line check" },
  sound_check: { fr: "Balances", en: "Sound check" },
  dinner: { fr: "Repas", en: "Dinner" },
  doors: { fr: "Ouverture des portes", en: "Doors" },
  support: { fr: "Première partie", en: "Support" },
  changeover: { fr: "Changement de plateau", en: "Changeover" },
  set_time: { fr: "Passage", en: "Set time" },
  meet_and_greet: { fr: "Rencontre avec le public", en: "Meet and greet" },
  curfew: { fr: "Couvre-feu", en: "Curfew" },
  load_out: { fr: "Démontage", en: "Load-out" },
};

/** The same within a sentence, with the article that French asks for. */
export const scheduleNames: Record<ScheduleKind, { fr: string; en: string }> = {
  load_in: { fr: "le get-in", en: "load-in" },
  line_check: { fr: "le line check", en: "line check" },
  sound_check: { fr: "les balances", en: "sound check" },
  dinner: { fr: "le repas", en: "dinner" },
  doors: { fr: "l’ouverture des portes", en: "doors" },
  support: { fr: "la première partie", en: "support" },
  changeover: { fr: "le changement de plateau", en: "changeover" },
  set_time: { fr: "le passage", en: "set time" },
  meet_and_greet: { fr: "la rencontre avec le public", en: "meet and greet" },
  curfew: { fr: "le couvre-feu", en: "curfew" },
  load_out: { fr: "le démontage", en: "load-out" },
};

/** What comes before what on any show day; what is not paired may overlap. */
const order: [ScheduleKind, ScheduleKind][] = [
  ["load_in", "line_check"],
  ["load_in", "sound_check"],
  ["line_check", "sound_check"],
  ["load_in", "doors"],
  ["load_in", "set_time"],
  ["sound_check", "doors"],
  ["sound_check", "set_time"],
  ["doors", "support"],
  ["doors", "set_time"],
  ["support", "changeover"],
  ["support", "set_time"],
  ["changeover", "set_time"],
  ["doors", "curfew"],
  ["support", "curfew"],
  ["set_time", "curfew"],
  ["set_time", "load_out"],
];
const neverTogether = new Set([
  "support>set_time",
  "set_time>curfew",
  "doors>curfew",
  "load_in>set_time",
]);

export type Times = Partial<Record<ScheduleKind, number>>;

/** The first two items of a day that stand in the wrong order; minutes from the day's midnight. */
export function misorder(times: Times): [ScheduleKind, ScheduleKind] | undefined {
  return order.find(([earlier, later]) => {
    const [a, b] = [times[earlier], times[later]];
    if (a === undefined || b === undefined) return false;
    return a > b || (a === b && neverTogether.has(`${earlier}>${later}`));
  });
}

const evening = new Set<ScheduleKind>([
  "doors",
  "support",
  "changeover",
  "set_time",
  "meet_and_greet",
  "curfew",
  "load_out",
]);
const nightEnds = 5 * 60;

/** Minutes of an item: before 5 am an evening's item belongs to the night that follows the day. */
export function nightMinutes(kind: ScheduleKind, minutes: number): number {
  return evening.has(kind) && minutes < nightEnds ? minutes + 24 * 60 : minutes;
}

/** Runs of days that follow one another without a day between, of two days or more. */
export function runsOf<Row extends { day: string }>(rows: Row[]): Row[][] {
  const runs: Row[][] = [];
  let run: Row[] = [];
  for (const row of rows.toSorted((a, b) => a.day.localeCompare(b.day))) {
    const before = run.at(-1);
    const gap = before ? (Date.parse(row.day) - Date.parse(before.day)) / 86_400_000 : 0;
    if (before && gap > 1) {
      runs.push(run);
      run = [];
    }
    run.push(row);
  }
  runs.push(run);
  return runs.filter((one) => new Set(one.map((row) => row.day)).size > 1);
}

/** Hours on the road between two dates on following days beyond which the day has no room for a show. */
export const tooLongByRoad = 10;

/** What becomes of the ranks held in one venue on one day when `taken` is given to one of them. */
export function pushRanks(ranks: { id: string; rank: number }[], taken: number) {
  const moved: { id: string; before: number; rank: number }[] = [];
  let next = taken;
  for (const row of ranks.toSorted((a, b) => a.rank - b.rank)) {
    if (row.rank !== next) continue;
    next += 1;
    moved.push({ id: row.id, before: row.rank, rank: next });
  }
  return moved;
}

/** Share of the capacity, in percent, that a sale has usually reached so many days before; a house estimate. */
const usualFill: [days: number, percent: number][] = [
  [7, 65],
  [14, 50],
  [30, 35],
  [60, 15],
];

/** True for a date on sale that has sold less than is usual this near to the day. */
export function isSlow(
  date: { status: string; sold: number; capacity: number | null },
  daysLeft: number,
): boolean {
  if (date.status !== "on_sale" || !date.capacity || daysLeft < 0) return false;
  const usual = usualFill.find(([days]) => daysLeft <= days)?.[1] ?? 0;
  return date.sold * 100 < usual * date.capacity;
}
