import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ArtistList } from "../../../artists/artist-list.tsx";
import { NewArtist } from "../../../artists/new-artist.tsx";
import { listInput, readListQuery } from "../../../lists/list-query.ts";
import { readTool } from "../../../session/read-tool.ts";
import { Words } from "../../../session/words.tsx";
import { Page } from "../../../shell/page.tsx";
import type { PageInput } from "../../../session/page-input.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("artists"))("title") };
}

export default async function Artists({ searchParams }: PageInput) {
  const query = readListQuery(await searchParams, {
    sorts: ["name", "genre", "dates", "next", "sold"],
    filters: {},
  });
  const [t, { artists, total }] = await Promise.all([
    getTranslations("artists"),
    readTool("tours_list_artists", listInput(query)),
  ]);
  return (
    <Words of={["artists"]}>
      <Page title={t("title")} actions={<NewArtist />}>
        <ArtistList rows={artists} total={total} query={query} />
      </Page>
    </Words>
  );
}
