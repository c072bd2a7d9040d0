/** The items that a date has at most once, in the order of the day (DOMAIN.md). */
export const scheduleKinds = [
  "load_in",
  "line_check",
  "sound_check",
  "dinner",
  "doors",
  "support",
  "changeover",
  "set_time",
  "curfew",
  "load_out",
] as const;
export type ScheduleKind = (typeof scheduleKinds)[number];

export const scheduleWords: Record<ScheduleKind, { fr: string; en: string }> = {
  load_in: { fr: "Get-in", en: "Load-in" },
  line_check: { fr: "Line check", en: "Line check" },
  sound_check: { fr: "Balances", en: "Sound check" },
  dinner: { fr: "Repas", en: "Dinner" },
  doors: { fr: "Ouverture des portes", en: "Doors" },
  support: { fr: "Première partie", en: "Support" },
  changeover: { fr: "Changement de plateau", en: "Changeover" },
  set_time: { fr: "Passage", en: "Set time" },
  curfew: { fr: "Couvre-feu", en: "Curfew" },
  load_out: { fr: "Démontage", en: "Load-out" },
};

/** Items that follow one another without exception; dinner and line check move freely. */
const strict: readonly ScheduleKind[] = [
  "load_in",
  "sound_check",
  "doors",
  "support",
  "changeover",
  "set_time",
  "curfew",
];

/** The first pair of items whose « HH:MM » times contradict the order of the day, if any. */
export function scheduleOrder(
  times: ReadonlyMap<string, string>,
): [ScheduleKind, ScheduleKind] | undefined {
  let before: ScheduleKind | undefined;
  for (const kind of strict) {
    const at = times.get(kind);
    if (at === undefined) continue;
    const earlier = before && times.get(before);
    if (before && earlier !== undefined && at < earlier) return [before, kind];
    before = kind;
  }
  return undefined;
}
