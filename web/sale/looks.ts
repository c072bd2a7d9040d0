/** What the pages of fans share; they carry none of the workspace's components, to stay light. */
export const looks = {
  act: "relative inline-flex min-h-13 w-full items-center justify-center gap-2 rounded-md bg-signal px-5 text-lg font-medium text-on-signal shadow-lift transition-colors duration-120 hover:bg-signal-strong disabled:bg-sunken disabled:text-faint disabled:shadow-none aria-disabled:bg-sunken aria-disabled:text-faint aria-disabled:shadow-none",
  second:
    "inline-flex min-h-11 items-center justify-center gap-2 rounded-md border border-edge bg-surface px-4 font-medium hover:bg-hover",
  link: "inline-flex min-h-11 items-center font-medium underline decoration-edge underline-offset-4 hover:decoration-ink",
  box: "h-12 w-full rounded-md border border-edge bg-surface px-3 text-base text-ink hover:border-soft focus:border-ink focus:outline-2 focus:outline-offset-[-1px] focus:outline-ink aria-invalid:border-danger",
  refusal: "rounded-md border border-danger/30 bg-danger-wash px-3.5 py-3",
  mark: "rounded-md border border-option/30 bg-option-wash px-3.5 py-3",
} as const;
