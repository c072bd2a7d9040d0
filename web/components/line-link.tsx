import Link from "next/link";
import type { ReactNode } from "react";

/** A line of a short list inside a panel, which leads to the page of its row. */
export function LineLink({
  href,
  title,
  detail,
  end,
}: {
  href: string;
  title: ReactNode;
  detail?: ReactNode;
  end?: ReactNode;
}) {
  return (
    <Link
      href={href}
      prefetch={false}
      className="flex min-h-11 items-center justify-between gap-4 px-4 py-2 text-sm hover:bg-hover focus-visible:outline-offset-[-2px]"
    >
      <span className="min-w-0">
        <span className="block truncate font-medium">{title}</span>
        {detail && <span className="block truncate text-faint">{detail}</span>}
      </span>
      {end && <span className="figures shrink-0 text-soft">{end}</span>}
    </Link>
  );
}

/** The lines of a panel. */
export function Lines({ children }: { children: ReactNode }) {
  return <ul className="divide-y divide-line border-t border-line">{children}</ul>;
}
