"use client";

import { useTranslations } from "next-intl";
import Link from "next/link";
import { Panel } from "../components/panel.tsx";
import { useSay } from "../components/use-say.ts";
import { sayValue } from "../components/value.tsx";
import { classNames } from "../design/class-names.ts";
import type { Document } from "./document-page.tsx";

/** The versions of a document; each is read, or compared with the one before it. */
export function DocumentVersions({
  document,
  compared,
}: {
  document: Pick<Document, "id" | "version" | "latest" | "versions">;
  compared: number | null;
}) {
  const t = useTranslations("document");
  const say = useSay();
  if (document.versions.length < 2) return null;
  const page = `/documents/${document.id}`;
  return (
    <Panel title={t("versions")} level={2} flush>
      <ol className="divide-y divide-line border-t border-line text-sm">
        {document.versions.map(({ version, day, time, by }, at) => {
          const before = document.versions[at + 1]?.version;
          const when = { day: say.shortDay(day), time: sayValue(say, time, "time") };
          const read = version === document.version;
          const comparing = read && compared === before;
          return (
            <li key={version} className={classNames("px-4 py-2.5", read && "bg-hover")}>
              <p className="flex items-baseline justify-between gap-3">
                <Link
                  href={version === document.latest ? page : `${page}?version=${version}`}
                  aria-current={read ? "true" : undefined}
                  className="font-medium hover:underline"
                >
                  {t("version", { version })}
                </Link>
                {version === document.latest && <span className="text-faint">{t("current")}</span>}
              </p>
              <p className="figures text-faint">
                {by ? t("by", { name: by, ...when }) : t("when", when)}
              </p>
              {before !== undefined && (
                <Link
                  href={
                    comparing
                      ? `${page}?version=${version}`
                      : `${page}?version=${version}&compare=${before}`
                  }
                  className="text-soft underline-offset-2 hover:text-ink hover:underline"
                >
                  {comparing ? t("close") : t("compare", { version: before })}
                </Link>
              )}
            </li>
          );
        })}
      </ol>
    </Panel>
  );
}
