"use client";

import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { classNames } from "../design/class-names.ts";

export type Option = {
  key: string;
  label: string;
  detail?: string | undefined;
  icon?: ReactNode;
  group?: string;
  run(): void;
};

/** Arrow keys move through the options while the focus stays in a text box. */
export function useOptions(options: Option[], onClose: () => void) {
  const key = options.map((option) => option.key).join("\n");
  const [at, setAt] = useState({ key, index: 0 });
  // Other options: the first again.
  const index = at.key === key ? at.index : 0;
  const setIndex = (next: number) => setAt({ key, index: next });
  const active = options[Math.min(index, options.length - 1)];
  return {
    index,
    active,
    setIndex,
    /** True when the key was for the list. */
    onKeyDown(event: KeyboardEvent): boolean {
      const count = options.length;
      if (event.nativeEvent.isComposing) return false;
      if (event.key === "ArrowDown" && count > 0) setIndex((index + 1) % count);
      else if (event.key === "ArrowUp" && count > 0) setIndex((index - 1 + count) % count);
      else if ((event.key === "Enter" || event.key === "Tab") && active && !event.shiftKey)
        active.run();
      else if (event.key === "Escape") onClose();
      else return false;
      event.preventDefault();
      return true;
    },
  };
}

export function OptionList({
  id,
  label,
  options,
  index,
  onPoint,
  className,
}: {
  id: string;
  label: string;
  options: Option[];
  index: number;
  onPoint(index: number): void;
  className?: string;
}) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector(`[id$="-${index}"]`)?.scrollIntoView({ block: "nearest" });
  }, [index]);
  return (
    <div
      ref={list}
      id={id}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- A select can't be searched.
      role="listbox"
      aria-label={label}
      className={classNames("overflow-y-auto overscroll-contain p-1.5", className)}
    >
      {options.map((option, at) => (
        <div key={option.key}>
          {option.group && option.group !== options[at - 1]?.group && (
            <div aria-hidden className="px-2.5 pt-2.5 pb-1 text-xs text-faint first:pt-1">
              {option.group}
            </div>
          )}
          <div
            id={`${id}-${at}`}
            // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- See the list.
            role="option"
            aria-selected={at === index}
            tabIndex={-1}
            onPointerMove={() => onPoint(at)}
            onPointerDown={(event) => event.preventDefault()}
            onClick={option.run}
            onKeyDown={(event) => event.key === "Enter" && option.run()}
            className="flex min-h-10 cursor-pointer items-center gap-3 rounded-sm px-2.5 py-1.5 aria-selected:bg-hover [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-faint"
          >
            {option.icon}
            <span className="min-w-0 flex-1">
              <span className="block truncate text-sm">{option.label}</span>
              {option.detail && (
                <span className="block truncate text-xs text-faint">{option.detail}</span>
              )}
            </span>
          </div>
        </div>
      ))}
    </div>
  );
}
