import type { Metadata } from "next";
import { cache } from "react";
import { ContactPage } from "../../../../contacts/contact-page.tsx";
import { RowHistory } from "../../../../history/row-history.tsx";
import { readTool } from "../../../../session/read-tool.ts";
import { rowId } from "../../../../session/row-id.ts";
import { Words } from "../../../../session/words.tsx";
import type { PageInput } from "../../../../session/page-input.ts";

const readContact = cache((id: string) => readTool("contacts_get_contact", { contact: id }));

export async function generateMetadata({ params }: PageInput<"id">): Promise<Metadata> {
  return { title: (await readContact(await rowId(params))).name };
}

export default async function Contact({ params }: PageInput<"id">) {
  const id = await rowId(params);
  return (
    <Words of={["contact"]}>
      <ContactPage
        contact={await readContact(id)}
        history={<RowHistory kind="contact" id={id} />}
      />
    </Words>
  );
}
