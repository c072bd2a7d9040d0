import { classNames } from "../design/class-names.ts";

const looks = {
  signal:
    "bg-signal text-on-signal hover:bg-signal-strong active:bg-signal-strong font-medium shadow-lift",
  ink: "bg-ink text-paper hover:opacity-90 active:opacity-80 font-medium shadow-lift",
  outline: "border border-line bg-surface text-ink hover:bg-hover active:bg-pressed",
  quiet: "text-soft hover:bg-hover hover:text-ink active:bg-pressed",
  danger: "border border-danger/40 bg-surface text-danger hover:bg-danger-wash",
} as const;

const sizes = {
  sm: "h-8 px-3 text-sm rounded-sm gap-1.5",
  md: "h-10 px-4 text-base rounded-md gap-2",
  lg: "h-12 px-5 text-base rounded-md gap-2",
} as const;

export type ButtonLook = keyof typeof looks;
export type ButtonSize = keyof typeof sizes;

/** The classes of a button, for links that are one in the eyes of the reader. */
export function buttonLook(look: ButtonLook, size: ButtonSize): string {
  return classNames(
    "relative inline-flex shrink-0 items-center justify-center whitespace-nowrap transition-[background-color,opacity,color] duration-120 select-none disabled:opacity-50",
    looks[look],
    sizes[size],
  );
}
