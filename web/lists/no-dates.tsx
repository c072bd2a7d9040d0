import { CalendarPlus } from "lucide-react";
import type { ReactNode } from "react";
import { EmptyState } from "../components/empty-state.tsx";

/** Where dates to come would stand. */
export function NoDates({
  title,
  help,
  action,
}: {
  title: string;
  help: string;
  action: ReactNode;
}) {
  return (
    <div className="rounded-lg border border-line bg-surface">
      <EmptyState icon={<CalendarPlus aria-hidden />} title={title} action={action}>
        {help}
      </EmptyState>
    </div>
  );
}
