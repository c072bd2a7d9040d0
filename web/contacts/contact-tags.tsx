"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { Panel } from "../components/panel.tsx";
import { ToolButton } from "../forms/tool-button.tsx";
import { useTools } from "../forms/tool-runner.tsx";
import { useMay } from "../shell/permissions.tsx";

export function ContactTags({ id, tags }: { id: string; tags: string[] }) {
  const t = useTranslations("contact");
  const { run } = useTools();
  const may = useMay()("contacts:write");
  return (
    <Panel
      title={t("tags")}
      level={2}
      aside={
        <ToolButton
          permission="contacts:write"
          look="quiet"
          size="sm"
          icon={<Plus aria-hidden className="size-4" />}
          form={{
            tool: "contacts_tag_contacts",
            title: t("addTag"),
            preset: { contacts: [id] },
            only: ["tag"],
          }}
        >
          {t("addTag")}
        </ToolButton>
      }
    >
      {tags.length === 0 ? (
        <p className="text-sm text-faint">{t("noTag")}</p>
      ) : (
        <ul className="flex flex-wrap gap-1.5">
          {tags.map((tag) => (
            <li
              key={tag}
              className="inline-flex h-7 max-w-full items-center rounded-full border border-line bg-sunken text-sm"
            >
              <Link
                href={`/contacts?${new URLSearchParams({ tag })}`}
                className="truncate rounded-full px-2.5 hover:underline"
              >
                {tag}
              </Link>
              {may && (
                <button
                  type="button"
                  aria-label={t("removeTag", { tag })}
                  onClick={() =>
                    void run("contacts_tag_contacts", { contacts: [id], tag, remove: true })
                  }
                  className="mr-0.5 grid size-6 shrink-0 place-items-center rounded-full text-faint hover:bg-hover hover:text-ink"
                >
                  <X aria-hidden className="size-3.5" />
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
