/** The civil day in the trade's home zone; a venue's own zone is the tools' concern. */
export const todayOf = (now: Date) =>
  new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Paris" }).format(now);
