import { notFound } from "next/navigation";
import { cache } from "react";
import { z } from "zod";
import { readTool } from "../session/read-tool.ts";

/** A date by the id in an address, once a request however many parts of the page ask; else no page. */
export const readDate = cache(async (id: string) =>
  // A name would be resolved too, and an address must mean one date for ever.
  z.uuid().safeParse(id).success
    ? readTool("tours_get_performance", { performance: id })
    : notFound(),
);
