import { Pencil } from "lucide-react";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import type { ReactNode } from "react";
import type { ToolOutput } from "#tools/call-tool.ts";
import { ToolButton } from "../forms/tool-button.tsx";
import { Columns } from "../shell/columns.tsx";
import { OnScreen } from "../shell/on-screen.tsx";
import { Page } from "../shell/page.tsx";
import { Consents } from "./consents.tsx";
import { ContactFacts } from "./contact-facts.tsx";
import { ContactTags } from "./contact-tags.tsx";
import { Purchases } from "./purchases.tsx";
import { Work } from "./work.tsx";

export type Contact = ToolOutput<"contacts_get_contact">;

export async function ContactPage({ contact, history }: { contact: Contact; history: ReactNode }) {
  const [t, list, choices] = await Promise.all([
    getTranslations("contact"),
    getTranslations("contacts"),
    getTranslations("choices"),
  ]);
  const { id, name, company } = contact;
  return (
    <Page
      title={name}
      subtitle={
        <>
          {[contact.jobTitle ?? choices(`contact_kind.${contact.kind}`)].filter(Boolean).join(", ")}
          {company && (
            <>
              {" · "}
              <Link
                href={`/contacts?${new URLSearchParams({ company })}`}
                className="hover:text-ink hover:underline"
              >
                {company}
              </Link>
            </>
          )}
        </>
      }
      back={{ href: "/contacts", label: list("title") }}
      actions={
        <ToolButton
          permission="contacts:write"
          icon={<Pencil aria-hidden className="size-4" />}
          form={{
            tool: "contacts_update_contact",
            title: t("editTitle", { name }),
            preset: { contact: id },
            initial: {
              new_name: name,
              kind: contact.kind,
              email: contact.email ?? undefined,
              phone: contact.phone ?? undefined,
              company: company ?? undefined,
              job_title: contact.jobTitle ?? undefined,
              city: contact.city ?? undefined,
              notes: contact.notes ?? undefined,
            },
            changesOnly: true,
          }}
        >
          {t("edit")}
        </ToolButton>
      }
    >
      <OnScreen kind="contact" id={id} label={name} />
      <Columns
        aside={
          <>
            <ContactTags id={id} tags={contact.tags} />
            <Consents contact={contact} />
            {history}
          </>
        }
      >
        <ContactFacts contact={contact} />
        <Work contact={contact} />
        <Purchases purchases={contact.purchases} />
      </Columns>
    </Page>
  );
}
