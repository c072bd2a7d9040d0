import { notFound } from "next/navigation";
import { cache } from "react";
import { z } from "zod";
import { readTool } from "../session/read-tool.ts";

/** A tour by the id in an address, once a request; else no page. */
export const readTour = cache(async (id: string) =>
  z.uuid().safeParse(id).success ? readTool("tours_get_tour", { tour: id }) : notFound(),
);
