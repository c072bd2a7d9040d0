import type { ToolInput } from "#tools/call-tool.ts";
import { consentStatuses, contactKinds } from "#tools/contacts/kinds.ts";
import { listInput, type ListQuery, readListQuery } from "../lists/list-query.ts";

const sorts = ["name", "kind", "company", "city", "last_purchase"] as const;
export type ContactQuery = ListQuery<(typeof sorts)[number]>;

export const readContactQuery = (
  parameters: Record<string, string | string[] | undefined>,
): ContactQuery =>
  readListQuery(parameters, {
    sorts,
    filters: { kind: contactKinds, tag: "any", consent: consentStatuses, company: "any" },
  });

/** The filters as the tools take them. */
export function contactFilters(query: ContactQuery) {
  const { kind, tag, consent, company } = query.filters;
  return {
    kind: contactKinds.find((one) => one === kind),
    consent: consentStatuses.find((one) => one === consent),
    ...(tag ? { tag } : {}),
    ...(company ? { company } : {}),
    ...(query.search ? { words: query.search } : {}),
  };
}

/** The same as the list tool takes it. */
export const contactInput = (query: ContactQuery): ToolInput<"contacts_find_contacts"> => ({
  ...listInput(query),
  ...contactFilters(query),
});
