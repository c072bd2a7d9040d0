/** The day that an instant falls on in a zone: `2027-03-12`. */
export const dayOf = (instant: string, timeZone: string): string =>
  new Intl.DateTimeFormat("sv-SE", { timeZone }).format(new Date(instant));
