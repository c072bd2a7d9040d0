import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "../design/class-names.ts";

const tones = {
  info: { look: "border-line bg-sunken text-ink", Icon: Info, mark: "text-soft" },
  warning: {
    look: "border-option/30 bg-option-wash text-ink",
    Icon: TriangleAlert,
    mark: "text-option",
  },
  error: {
    look: "border-danger/30 bg-danger-wash text-ink",
    Icon: CircleAlert,
    mark: "text-danger",
  },
} as const;

/** What happened, what was kept and what to do, in place. */
export function Notice({
  tone = "info",
  title,
  children,
  action,
}: {
  tone?: keyof typeof tones;
  title?: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  const { look, Icon, mark } = tones[tone];
  return (
    <div
      role={tone === "error" ? "alert" : "status"}
      className={classNames("flex items-start gap-2.5 rounded-md border px-3 py-2.5 text-sm", look)}
    >
      <Icon aria-hidden className={classNames("mt-0.5 size-4 shrink-0", mark)} />
      <div className="min-w-0 flex-1">
        {title && <p className="font-medium">{title}</p>}
        {children && <div className={title ? "text-soft" : undefined}>{children}</div>}
      </div>
      {action}
    </div>
  );
}
