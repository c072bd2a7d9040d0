import type { ReactNode } from "react";

/** What this place is for, and the first step. */
export function EmptyState({
  icon,
  title,
  children,
  action,
}: {
  icon?: ReactNode;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="flex flex-col items-center gap-2 px-6 py-10 text-center">
      {icon && <div className="mb-1 text-faint [&_svg]:size-6">{icon}</div>}
      <p className="font-display text-lg font-semibold tracking-tight">{title}</p>
      {children && <p className="max-w-sm text-sm text-soft">{children}</p>}
      {action && <div className="mt-3">{action}</div>}
    </div>
  );
}
