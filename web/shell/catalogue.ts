"use client";

import { createContext, useCallback, useContext } from "react";
import type { Effect } from "#tools/core/tool.ts";

/** A tool as a person sees it: its title and a sentence that calls it. */
export type CatalogueEntry = {
  name: string;
  title: string;
  example: string;
  effect: Effect;
};

const CatalogueContext = createContext<CatalogueEntry[]>([]);
export const CatalogueProvider = CatalogueContext.Provider;
export const useCatalogue = () => useContext(CatalogueContext);

/** The title of a tool in the reader's language. */
export function useToolTitle(): (name: string) => string {
  const catalogue = useCatalogue();
  return useCallback(
    (name) => catalogue.find((entry) => entry.name === name)?.title ?? name.replaceAll("_", " "),
    [catalogue],
  );
}
