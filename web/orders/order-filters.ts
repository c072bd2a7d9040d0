/** How many days back a period goes, today included. */
export const periods = { today: 1, week: 7, month: 30 } as const;
