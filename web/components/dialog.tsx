"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { classNames } from "../design/class-names.ts";
import { IconButton } from "./button.tsx";

type DialogProps = {
  open: boolean;
  onOpenChange(open: boolean): void;
  title: string;
  description?: string;
  children: ReactNode;
  foot?: ReactNode;
  /** `sheet` comes from the left on narrow screens: menus and histories. */
  shape?: "centre" | "sheet" | "palette";
};

const backdrop =
  "fixed inset-0 bg-scrim transition-opacity duration-200 data-ending-style:opacity-0 data-starting-style:opacity-0";

const shapes = {
  centre:
    "fixed top-1/2 left-1/2 w-[min(32rem,calc(100vw-2rem))] max-h-[calc(100dvh-4rem)] -translate-x-1/2 -translate-y-1/2 overflow-y-auto rounded-lg border border-line bg-raised p-5 shadow-overlay transition-[opacity,scale] duration-200 ease-calm data-starting-style:scale-[.98] data-starting-style:opacity-0 data-ending-style:opacity-0",
  palette:
    "fixed top-[12dvh] left-1/2 w-[min(38rem,calc(100vw-1.5rem))] -translate-x-1/2 overflow-clip rounded-lg border border-line bg-raised shadow-overlay transition-[opacity,scale] duration-120 ease-calm data-starting-style:scale-[.98] data-starting-style:opacity-0 data-ending-style:opacity-0",
  sheet:
    "fixed inset-y-0 left-0 w-[min(20rem,88vw)] bg-sunken shadow-overlay transition-transform duration-200 ease-calm data-ending-style:-translate-x-full data-starting-style:-translate-x-full",
};

export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  children,
  foot,
  shape = "centre",
}: DialogProps) {
  const t = useTranslations("dialog");
  const quietTitle = shape !== "centre";
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className={backdrop} />
        <Base.Popup className={classNames(shapes[shape], "outline-none")}>
          <div className={quietTitle ? "sr-only" : "mb-3 flex items-start justify-between gap-4"}>
            <Base.Title className="font-display text-lg font-semibold tracking-tight">
              {title}
            </Base.Title>
            {!quietTitle && (
              <Base.Close
                render={
                  <IconButton label={t("close")} className="-mt-1 -mr-1">
                    <X />
                  </IconButton>
                }
              />
            )}
          </div>
          {description && (
            <Base.Description className="mb-4 text-soft">{description}</Base.Description>
          )}
          {children}
          {foot && <div className="mt-5 flex flex-wrap justify-end gap-2">{foot}</div>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
