import type { Metadata } from "next";
import { cache } from "react";
import { RowHistory } from "../../../../history/row-history.tsx";
import { readTool } from "../../../../session/read-tool.ts";
import { rowId } from "../../../../session/row-id.ts";
import { Words } from "../../../../session/words.tsx";
import { VenuePage } from "../../../../venues/venue-page.tsx";
import type { PageInput } from "../../../../session/page-input.ts";

const readVenue = cache((id: string) => readTool("tours_get_venue", { venue: id }));

export async function generateMetadata({ params }: PageInput<"id">): Promise<Metadata> {
  return { title: (await readVenue(await rowId(params))).name };
}

export default async function Venue({ params }: PageInput<"id">) {
  const id = await rowId(params);
  return (
    <Words of={["venue"]}>
      <VenuePage venue={await readVenue(id)} history={<RowHistory kind="venue" id={id} />} />
    </Words>
  );
}
