import { Button as Base } from "@base-ui/react/button";
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "../design/class-names.ts";
import { buttonLook, type ButtonLook, type ButtonSize } from "./button-look.ts";
import { Spinner } from "./spinner.tsx";

type ButtonProps = Omit<ComponentProps<typeof Base>, "className"> & {
  look?: ButtonLook;
  size?: ButtonSize;
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
      className={classNames(buttonLook(look, size), wide && "w-full", className)}
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
