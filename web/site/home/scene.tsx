import type { ReactNode } from "react";
import { classNames } from "../../design/class-names.ts";

/** A piece of the product as it looks, for the eye alone: the words beside it say the same. */
export function Scene({
  children,
  look = "border border-line bg-surface text-ink",
  className,
}: {
  children: ReactNode;
  look?: string;
  className?: string;
}) {
  return (
    <div
      aria-hidden
      className={classNames(
        "pointer-events-none overflow-clip rounded-lg shadow-lift select-none",
        look,
        className,
      )}
    >
      {children}
    </div>
  );
}
