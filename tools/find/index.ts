import { findAnything } from "./find-anything.ts";
import { findNamesInText } from "./find-names-in-text.ts";

export const findTools = [findAnything, findNamesInText] as const;
