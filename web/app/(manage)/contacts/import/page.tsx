import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ImportPage } from "../../../../contacts/import-page.tsx";
import { Words } from "../../../../session/words.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("import"))("title") };
}

export default function ImportContacts() {
  return (
    <Words of={["import"]}>
      <ImportPage />
    </Words>
  );
}
