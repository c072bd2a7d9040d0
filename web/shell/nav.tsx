"use client";

import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { Kbd } from "../components/kbd.tsx";
import { classNames } from "../design/class-names.ts";
import { Wordmark } from "../design/wordmark.tsx";
import { places } from "./navigation.ts";
import { useMay } from "./permissions.tsx";
import { type Person, PersonMenu } from "./person-menu.tsx";

/** The side bar: every page of the workspace that this member may open. */
export function Nav({
  person,
  waiting,
  onSearch,
  onLeave,
}: {
  person: Person;
  /** Approvals that wait for a decision. */
  waiting: number;
  onSearch(): void;
  /** A choice was made: the drawer of a narrow screen closes. */
  onLeave(): void;
}) {
  const t = useTranslations("nav");
  const path = usePathname();
  const may = useMay();
  return (
    <nav aria-label={t("label")} className="flex h-full flex-col bg-sunken">
      <div className="flex h-14 shrink-0 items-center px-4">
        <Link href="/dashboard" aria-label={t("home")} onClick={onLeave} className="rounded-sm">
          <Wordmark height={15} />
        </Link>
      </div>
      <div className="px-2">
        <button
          type="button"
          onClick={onSearch}
          className="flex h-9 w-full items-center gap-2.5 rounded-sm border border-line bg-surface px-2.5 text-sm text-faint hover:border-edge hover:text-ink"
        >
          <Search aria-hidden className="size-4" />
          <span className="flex-1 text-left">{t("search")}</span>
          <Kbd>⌘K</Kbd>
        </button>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-2 pt-3 pb-4">
        {places.map(({ group, places: inside }) => {
          const shown = inside.filter(({ permission }) => !permission || may(permission));
          if (shown.length === 0) return null;
          return (
            <ul key={group} className="mb-3 flex flex-col gap-px">
              {group !== "work" && (
                <li aria-hidden className="px-2.5 pt-1 pb-1 text-xs text-faint">
                  {t(`groups.${group}`)}
                </li>
              )}
              {shown.map(({ name, href, icon: Icon }) => {
                const here = path === href || path.startsWith(`${href}/`);
                return (
                  <li key={name}>
                    <Link
                      href={href}
                      onClick={onLeave}
                      aria-current={here ? "page" : undefined}
                      className={classNames(
                        "flex h-8 items-center gap-2.5 rounded-sm px-2.5 text-sm hover:bg-hover max-md:h-10",
                        here ? "bg-pressed font-medium text-ink" : "text-soft hover:text-ink",
                      )}
                    >
                      <Icon
                        aria-hidden
                        className={classNames(
                          "size-4 shrink-0",
                          here ? "text-signal" : "text-faint",
                        )}
                      />
                      <span className="min-w-0 flex-1 truncate">{t(name)}</span>
                      {name === "approvals" && waiting > 0 && (
                        <span className="figures grid h-5 min-w-5 place-items-center rounded-full bg-signal px-1.5 text-xs font-medium text-on-signal">
                          {waiting}
                          <span className="sr-only">{t("waiting")}</span>
                        </span>
                      )}
                    </Link>
                  </li>
                );
              })}
            </ul>
          );
        })}
      </div>
      <div className="shrink-0 border-t border-line p-2">
        <PersonMenu person={person} />
      </div>
    </nav>
  );
}
