/** What a list shows, kept in its address: search, filters, order, page. */
export type ListQuery<Sort extends string = string> = {
  search: string;
  sort: Sort | null;
  descending: boolean;
  /** Counted from 1. */
  page: number;
  filters: Record<string, string>;
};

export const pageSize = 50;

type Parameters = Record<string, string | string[] | undefined>;

/** Reads an address; what is not known there is left out, so that any link opens. */
export function readListQuery<const Sort extends string>(
  parameters: Parameters,
  known: { sorts: readonly Sort[]; filters: Record<string, readonly string[] | "any"> },
): ListQuery<Sort> {
  const one = (name: string) => {
    const value = parameters[name];
    return (Array.isArray(value) ? value[0] : value)?.slice(0, 200);
  };
  const sort = one("sort") ?? "";
  const column = sort.replace(/^-/, "");
  return {
    search: one("q")?.trim() ?? "",
    sort: known.sorts.find((one) => one === column) ?? null,
    descending: sort.startsWith("-"),
    page: Math.min(Math.max(1, Math.trunc(Number(one("page"))) || 1), 10_000),
    filters: Object.fromEntries(
      Object.entries(known.filters).flatMap(([name, values]) => {
        const value = one(name);
        return value !== undefined && value !== "" && (values === "any" || values.includes(value))
          ? [[name, value]]
          : [];
      }),
    ),
  };
}

/** The address of a list as it would stand after a change; the page starts again unless it changes. */
export function listAddress(path: string, query: ListQuery, change: Partial<ListQuery>): string {
  const next = { ...query, page: 1, ...change };
  const parameters = new URLSearchParams();
  if (next.search) parameters.set("q", next.search);
  for (const [name, value] of Object.entries(next.filters)) {
    if (value) parameters.set(name, value);
  }
  if (next.sort) parameters.set("sort", `${next.descending ? "-" : ""}${next.sort}`);
  if (next.page > 1) parameters.set("page", String(next.page));
  const text = parameters.toString();
  return text === "" ? path : `${path}?${text}`;
}

/** What a list tool takes for this page of rows. */
export const listInput = <Sort extends string>(query: ListQuery<Sort>) => ({
  ...(query.search ? { search: query.search } : {}),
  ...(query.sort ? { sort: query.sort, descending: query.descending } : {}),
  limit: pageSize,
  offset: (query.page - 1) * pageSize,
});
