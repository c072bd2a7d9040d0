import { toolDomains, vias } from "#tools/organization/list-activity.ts";
import { readListQuery } from "../lists/list-query.ts";
import { firstOfLast } from "../lists/period.ts";

/** How many days back a period goes, today included. */
const periods = { today: 1, week: 7, month: 30 } as const;
const periodNames = ["today", "week", "month"] as const;

/** The address of the page as the list tool takes it. */
export function readActivityQuery(
  parameters: Record<string, string | string[] | undefined>,
  today: string,
) {
  const query = readListQuery(parameters, {
    sorts: [],
    filters: { member: "any", domain: toolDomains, via: vias, period: periodNames },
  });
  const { member, domain, via, period } = query.filters;
  const days = periods[period as keyof typeof periods];
  return {
    query,
    filters: {
      ...(member && { member }),
      ...(domain && { domain: toolDomains.find((one) => one === domain) }),
      ...(via && { via: vias.find((one) => one === via) }),
      ...(days && { from: firstOfLast(days, today) }),
    },
    options: { domains: toolDomains, vias, periods: periodNames },
  };
}
