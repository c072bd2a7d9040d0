import type { ReactNode } from "react";
import { classNames } from "../design/class-names.ts";

/** The sheet that results lie on: a quiet heading, a body, and what one can do at its foot. */
export function Panel({
  title,
  subtitle,
  aside,
  foot,
  children,
  flush = false,
  level = 3,
  id,
  className,
}: {
  title?: ReactNode;
  subtitle?: ReactNode;
  aside?: ReactNode;
  foot?: ReactNode;
  children?: ReactNode;
  /** The body reaches the edges: lists, maps, tables. */
  flush?: boolean;
  /** Of its title among the headings of the page. */
  level?: 2 | 3;
  id?: string;
  className?: string;
}) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <section
      id={id}
      className={classNames(
        "overflow-clip rounded-lg border border-line bg-surface shadow-lift",
        className,
      )}
    >
      {title && (
        <header className="flex min-h-12 items-center justify-between gap-3 px-4 py-2.5">
          <div className="min-w-0">
            <Heading className="truncate font-display text-base font-semibold tracking-tight">
              {title}
            </Heading>
            {subtitle && <p className="truncate text-sm text-faint">{subtitle}</p>}
          </div>
          {aside && <div className="flex shrink-0 items-center gap-1">{aside}</div>}
        </header>
      )}
      {children && (
        <div className={classNames(!flush && "px-4 pb-4", !flush && !title && "pt-4")}>
          {children}
        </div>
      )}
      {foot && (
        <footer className="flex flex-wrap items-center gap-2 border-t border-line bg-sunken/50 px-4 py-2.5">
          {foot}
        </footer>
      )}
    </section>
  );
}
