import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ToolButton } from "../../../forms/tool-button.tsx";
import { readTool } from "../../../session/read-tool.ts";
import { Words } from "../../../session/words.tsx";
import { Page } from "../../../shell/page.tsx";
import { VenueList } from "../../../venues/venue-list.tsx";
import { readVenueQuery, venueInput } from "../../../venues/venue-query.ts";
import type { PageInput } from "../../../session/page-input.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("venues"))("title") };
}

export default async function Venues({ searchParams }: PageInput) {
  const query = readVenueQuery(await searchParams);
  const [t, answer] = await Promise.all([
    getTranslations("venues"),
    readTool("tours_find_venues", venueInput(query)),
  ]);
  const add = (
    <ToolButton
      permission="tours:write"
      look="ink"
      icon={<Plus aria-hidden className="size-4" />}
      open="venue"
      form={{ tool: "tours_create_venue", title: t("new") }}
    >
      {t("new")}
    </ToolButton>
  );
  return (
    <Words of={["venues"]}>
      <Page title={t("title")} actions={add}>
        <VenueList answer={answer} query={query} first={add} />
      </Page>
    </Words>
  );
}
