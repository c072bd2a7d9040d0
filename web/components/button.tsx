import { Button as Base } from "@base-ui/react/button";
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "../design/class-names.ts";
import { Spinner } from "./spinner.tsx";

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

type ButtonProps = Omit<ComponentProps<typeof Base>, "className"> & {
  look?: keyof typeof looks;
  size?: keyof typeof sizes;
  /** Keeps its width and shows that it works. */
  busy?: boolean;
  wide?: boolean;
  icon?: ReactNode;
  className?: string;
};

export function Button({
  look = "outline",
  size = "md",
  busy = false,
  wide = false,
  icon,
  className,
  children,
  disabled,
  type = "button",
  ...rest
}: ButtonProps) {
  return (
    <Base
      {...rest}
      type={type}
      disabled={disabled || busy}
      focusableWhenDisabled={busy}
      aria-busy={busy || undefined}
      className={classNames(
        "relative inline-flex shrink-0 items-center justify-center whitespace-nowrap transition-[background-color,opacity,color] duration-120 select-none disabled:opacity-50",
        looks[look],
        sizes[size],
        wide && "w-full",
        className,
      )}
    >
      <span className={busy ? "inline-flex items-center gap-[inherit] opacity-0" : "contents"}>
        {icon}
        {children}
      </span>
      {busy && (
        <span className="absolute inset-0 grid place-items-center">
          <Spinner />
        </span>
      )}
    </Base>
  );
}

const squareLooks = {
  quiet: "text-soft hover:bg-hover hover:text-ink active:bg-pressed",
  signal: "bg-signal text-on-signal hover:bg-signal-strong",
  ink: "bg-ink text-paper hover:opacity-85",
  floating: "border border-line bg-raised text-soft shadow-overlay hover:text-ink",
} as const;

/** A square button, or a round one, that holds one icon; `label` is what it does. */
export function IconButton({
  label,
  size = 32,
  look = "quiet",
  round = false,
  className,
  children,
  ...rest
}: Omit<ComponentProps<typeof Base>, "className"> & {
  label: string;
  size?: 28 | 32 | 36 | 40;
  look?: keyof typeof squareLooks;
  round?: boolean;
  className?: string;
}) {
  return (
    <Base
      {...rest}
      aria-label={label}
      title={label}
      style={{ width: size, height: size }}
      className={classNames(
        "inline-grid shrink-0 place-items-center transition-[background-color,opacity,color] duration-120 disabled:opacity-40 [&_svg]:size-4",
        round ? "rounded-full" : "rounded-sm",
        squareLooks[look],
        className,
      )}
    >
      {children}
    </Base>
  );
}
