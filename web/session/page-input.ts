/** What Next hands to a page: the parts of its path that are named in brackets, and its search. */
export type PageInput<Part extends string = never> = {
  params: Promise<Record<Part, string>>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};
