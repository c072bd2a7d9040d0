import type { Metadata } from "next";
import { cache } from "react";
import { ArtistPage } from "../../../../artists/artist-page.tsx";
import { RowHistory } from "../../../../history/row-history.tsx";
import { readTool } from "../../../../session/read-tool.ts";
import { rowId } from "../../../../session/row-id.ts";
import { Words } from "../../../../session/words.tsx";
import type { PageInput } from "../../../../session/page-input.ts";

const readArtist = cache((id: string) => readTool("tours_get_artist", { artist: id }));

export async function generateMetadata({ params }: PageInput<"id">): Promise<Metadata> {
  return { title: (await readArtist(await rowId(params))).name };
}

export default async function Artist({ params }: PageInput<"id">) {
  const id = await rowId(params);
  return (
    <Words of={["papers"]}>
      <ArtistPage artist={await readArtist(id)} history={<RowHistory kind="artist" id={id} />} />
    </Words>
  );
}
