import { ToolError } from "../core/errors.ts";

/** Said when an update names a row and nothing to change on it. */
export function nothingToChange() {
  return new ToolError("invalid_input", {
    fr: "Que faut-il modifier ?",
    en: "What should be changed?",
  });
}
