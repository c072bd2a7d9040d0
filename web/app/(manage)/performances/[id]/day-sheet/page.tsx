import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { z } from "zod";
import { SheetActions } from "../../../../../performances/day-sheet/sheet-actions.tsx";
import { Sheet } from "../../../../../performances/day-sheet/sheet.tsx";
import { asLocale } from "../../../../../session/preferences.ts";
import { readTool } from "../../../../../session/read-tool.ts";
import { Words } from "../../../../../session/words.tsx";
import { OnScreen } from "../../../../../shell/on-screen.tsx";
import { Page } from "../../../../../shell/page.tsx";
import type { PageInput } from "../../../../../session/page-input.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("daySheet"))("title") };
}

export default async function DaySheet({ params, searchParams }: PageInput<"id">) {
  const [{ id }, asked, locale] = await Promise.all([params, searchParams, getLocale()]);
  if (!z.uuid().safeParse(id).success) notFound();
  const language = z.enum(["fr", "en"]).catch(asLocale(locale)).parse(asked["language"]);
  const [t, sheet] = await Promise.all([
    getTranslations("daySheet"),
    readTool("tours_get_day_sheet", { performance: id, language }),
  ]);
  return (
    <Words of={["daySheet"]}>
      <OnScreen kind="performance" id={id} label={sheet.performance} />
      <Page
        width="reading"
        back={{ href: `/performances/${id}`, label: sheet.performance }}
        title={t("title")}
        actions={<SheetActions id={id} language={language} />}
      >
        <Sheet content={sheet.content} />
      </Page>
    </Words>
  );
}
