import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { classNames } from "../design/class-names.ts";

const widths = { wide: "max-w-6xl", reading: "max-w-2xl" } as const;

/** A page of the workspace: where one is, what can be done, then the page itself, which scrolls. */
export function Page({
  title,
  subtitle,
  back,
  actions,
  lead,
  width = "wide",
  children,
}: {
  title: ReactNode;
  subtitle?: ReactNode;
  /** The list that this page belongs to. */
  back?: { href: string; label: string };
  actions?: ReactNode;
  /** Stands before the title: a day, a picture. */
  lead?: ReactNode;
  width?: keyof typeof widths;
  children: ReactNode;
}) {
  return (
    <div className="h-full overflow-y-auto print:h-auto print:overflow-visible">
      <div
        className={classNames(
          "mx-auto flex w-full flex-col gap-5 px-4 pt-5 pb-16 sm:px-6 lg:px-8 lg:pt-7",
          widths[width],
        )}
      >
        <header className="flex flex-col gap-1">
          {back && (
            <Link
              href={back.href}
              className="-ml-1 inline-flex w-fit items-center gap-0.5 rounded-sm pr-1.5 text-sm text-faint hover:text-ink"
            >
              <ChevronLeft aria-hidden className="size-4" />
              {back.label}
            </Link>
          )}
          <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
            <div className="flex min-w-0 items-center gap-4">
              {lead}
              <div className="min-w-0">
                <h1 className="font-display text-xl font-semibold tracking-tight break-words sm:text-2xl">
                  {title}
                </h1>
                {subtitle && <div className="mt-0.5 text-soft">{subtitle}</div>}
              </div>
            </div>
            {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
          </div>
        </header>
        {children}
      </div>
    </div>
  );
}
