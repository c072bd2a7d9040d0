import type { ReactNode } from "react";

export function Row({
  label,
  help,
  children,
}: {
  label: string;
  help?: string;
  children: ReactNode;
}) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-t border-line py-3 first:border-0 first:pt-0 last:pb-0">
      <div className="min-w-0 flex-1 basis-52">
        <p className="font-medium">{label}</p>
        {help && <p className="text-sm text-faint">{help}</p>}
      </div>
      <div className="min-w-0 text-soft [overflow-wrap:anywhere]">{children}</div>
    </div>
  );
}
