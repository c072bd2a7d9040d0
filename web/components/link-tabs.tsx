"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { classNames } from "../design/class-names.ts";

/** Pages that belong together, as tabs that are links. */
export function LinkTabs({
  label,
  tabs,
}: {
  label: string;
  tabs: { href: string; label: string }[];
}) {
  const path = usePathname();
  return (
    <nav
      aria-label={label}
      className="-mx-1 flex gap-1 relative overflow-x-auto border-b border-line"
    >
      {tabs.map((tab) => {
        const here = path === tab.href;
        return (
          <Link
            key={tab.href}
            href={tab.href}
            aria-current={here ? "page" : undefined}
            className={classNames(
              "-mb-px flex h-10 shrink-0 items-center border-b-2 px-3 text-sm focus-visible:outline-offset-[-2px]",
              here
                ? "border-ink font-medium text-ink"
                : "border-transparent text-soft hover:text-ink",
            )}
          >
            {tab.label}
          </Link>
        );
      })}
    </nav>
  );
}
