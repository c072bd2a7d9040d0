import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Gallery } from "../../design/gallery.tsx";
import { Words } from "../../session/words.tsx";
import { workspaceWords } from "../../shell/words.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("design"))("title"), robots: { index: false } };
}

export default function Design() {
  return (
    <Words of={[...workspaceWords, "design"]}>
      <Gallery />
    </Words>
  );
}
