"use client";

import { Menu as Base } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { classNames } from "../design/class-names.ts";

const item =
  "flex h-9 w-full cursor-pointer items-center gap-2.5 rounded-sm px-2.5 text-sm outline-none select-none data-highlighted:bg-hover [&_svg]:size-4 [&_svg]:text-faint";

export function Menu({
  trigger,
  side = "bottom",
  align = "end",
  children,
}: {
  trigger: ReactElement;
  side?: "top" | "bottom";
  align?: "start" | "end";
  children: ReactNode;
}) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner side={side} align={align} sideOffset={6} className="z-10">
          <Base.Popup className="min-w-52 origin-(--transform-origin) rounded-md border border-line bg-raised p-1 shadow-overlay outline-none transition-[opacity,scale] duration-120 ease-calm data-ending-style:opacity-0 data-starting-style:scale-[.97] data-starting-style:opacity-0">
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

export function MenuItem({
  icon,
  children,
  danger = false,
  onClick,
}: {
  icon?: ReactNode;
  children: ReactNode;
  danger?: boolean;
  onClick(): void;
}) {
  return (
    <Base.Item
      onClick={onClick}
      className={classNames(item, danger && "text-danger [&_svg]:text-danger")}
    >
      {icon}
      {children}
    </Base.Item>
  );
}

export function MenuLink({
  icon,
  href,
  children,
}: {
  icon?: ReactNode;
  href: string;
  children: ReactNode;
}) {
  return (
    <Base.LinkItem href={href} className={item}>
      {icon}
      {children}
    </Base.LinkItem>
  );
}

export function MenuChoice<Value extends string>({
  label,
  value,
  onChange,
  options,
}: {
  label: string;
  value: Value;
  onChange(value: Value): void;
  options: { value: Value; label: string }[];
}) {
  return (
    <Base.RadioGroup
      value={value}
      onValueChange={(next: Value) => onChange(next)}
      aria-label={label}
    >
      <div aria-hidden className="px-2.5 pt-2 pb-1 text-xs text-faint">
        {label}
      </div>
      {options.map((option) => (
        <Base.RadioItem key={option.value} value={option.value} className={item}>
          <span className="flex-1">{option.label}</span>
          <Base.RadioItemIndicator>
            <Check aria-hidden />
          </Base.RadioItemIndicator>
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  );
}

export function MenuLine() {
  return <Base.Separator className="my-1 h-px bg-line" />;
}
