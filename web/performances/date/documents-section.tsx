"use client";

import { FilePlus2, FileText } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { Button } from "../../components/button.tsx";
import { Menu, MenuItem } from "../../components/menu.tsx";
import { useSay } from "../../components/use-say.ts";
import { useChoiceLabel } from "../../forms/form-control.tsx";
import { useMay } from "../../shell/permissions.tsx";
import { Nothing, Section } from "./section.tsx";
import { FootLink } from "./tickets-section.tsx";
import { type DateFacts, useDateForms } from "./use-date-forms.ts";

const kinds = [
  "day_sheet",
  "contract",
  "quote",
  "invoice",
  "technical_rider",
  "hospitality_rider",
] as const;

export function DocumentsSection({ facts }: { facts: DateFacts }) {
  const t = useTranslations("performance");
  const choice = useChoiceLabel();
  const say = useSay();
  const may = useMay();
  const forms = useDateForms(facts);
  const { documents, date } = facts;
  if (!may("documents:read")) return null;
  return (
    <Section
      id="documents"
      title={t("documents")}
      flush
      aside={
        may("documents:write") &&
        date.status !== "cancelled" && (
          <Menu
            trigger={
              <Button size="sm" look="quiet" icon={<FilePlus2 aria-hidden className="size-3.5" />}>
                {t("forms.write")}
              </Button>
            }
          >
            {kinds.map((kind) => (
              <MenuItem
                key={kind}
                icon={<FileText aria-hidden />}
                onClick={() => forms.document(kind, choice("document_kind", kind))}
              >
                {choice("document_kind", kind)}
              </MenuItem>
            ))}
          </Menu>
        )
      }
      foot={<FootLink href={`/performances/${date.id}/day-sheet`}>{t("daySheet")}</FootLink>}
    >
      {documents.length === 0 ? (
        <Nothing>{t("noDocuments")}</Nothing>
      ) : (
        <ul className="figures divide-y divide-line/60 px-4 pb-2 text-sm">
          {documents.map((document) => (
            <li key={document.id} className="flex min-h-11 items-center gap-3 py-1">
              <FileText aria-hidden className="size-4 shrink-0 text-faint" />
              <span className="min-w-0 flex-1">
                <Link
                  href={`/documents/${document.id}`}
                  prefetch={false}
                  className="block truncate font-medium underline-offset-4 hover:underline"
                  title={document.title}
                >
                  {document.title}
                </Link>
                <span className="block truncate text-faint">
                  {[
                    document.number,
                    choice("document_status", document.status),
                    document.language.toUpperCase(),
                    document.totalCents !== null &&
                      say.money(document.totalCents, document.currency),
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                </span>
              </span>
              <a
                href={`/api/documents/${document.id}.pdf`}
                target="_blank"
                rel="noreferrer"
                aria-label={t("pdfOf", { title: document.title })}
                className="inline-flex h-8 items-center rounded-sm border border-line px-2.5 text-soft hover:bg-hover hover:text-ink"
              >
                PDF
              </a>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
