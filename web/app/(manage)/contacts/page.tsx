import { Plus, Upload } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { buttonLook } from "../../../components/button-look.ts";
import { ContactList } from "../../../contacts/contact-list.tsx";
import { contactInput, readContactQuery } from "../../../contacts/contact-query.ts";
import { ImportLink } from "../../../contacts/import-link.tsx";
import { ToolButton } from "../../../forms/tool-button.tsx";
import { readTool } from "../../../session/read-tool.ts";
import { Words } from "../../../session/words.tsx";
import { Page } from "../../../shell/page.tsx";
import type { PageInput } from "../../../session/page-input.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("contacts"))("title") };
}

export default async function Contacts({ searchParams }: PageInput) {
  const query = readContactQuery(await searchParams);
  const [t, answer, { tags }] = await Promise.all([
    getTranslations("contacts"),
    readTool("contacts_find_contacts", contactInput(query)),
    readTool("contacts_list_tags", {}),
  ]);
  const actions = (
    <>
      <ImportLink className={buttonLook("outline", "md")}>
        <Upload aria-hidden className="size-4" />
        {t("import")}
      </ImportLink>
      <ToolButton
        permission="contacts:write"
        look="ink"
        icon={<Plus aria-hidden className="size-4" />}
        open="contact"
        form={{ tool: "contacts_create_contact", title: t("new") }}
      >
        {t("new")}
      </ToolButton>
    </>
  );
  return (
    <Words of={["contacts"]}>
      <Page title={t("title")} actions={actions}>
        <ContactList
          answer={answer}
          tags={tags}
          query={query}
          first={<span className="flex flex-wrap justify-center gap-2">{actions}</span>}
        />
      </Page>
    </Words>
  );
}
