"use client";

import { Search, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, type RefObject, useEffect, useRef, useState } from "react";
import { Button, IconButton } from "../components/button.tsx";
import { Kbd } from "../components/kbd.tsx";
import { Select } from "../components/select.tsx";
import type { ListQuery } from "./list-query.ts";

export type Filter = {
  name: string;
  /** What stands where nothing is chosen: « Tous les statuts ». */
  all: string;
  label: string;
  options: { value: string; label: string }[];
};

type Action = { label: string; icon?: ReactNode; danger?: boolean; run(): void | Promise<unknown> };

const waitMs = 220;

/** Search and filters; what can be done with the ticked rows takes their place. */
export function ListTools({
  query,
  filters,
  label,
  aside,
  selected,
  actions,
  onChange,
  onClear,
}: {
  query: ListQuery;
  filters: Filter[];
  label: string;
  aside: ReactNode;
  selected: number;
  actions: Action[];
  onChange(change: Partial<ListQuery>): void;
  onClear(): void;
}) {
  const t = useTranslations("list");
  const box = useRef<HTMLInputElement>(null);
  const search = useSearch(query, onChange, box);
  if (selected > 0) {
    return (
      <div className="flex min-h-8 flex-wrap items-center gap-2">
        <IconButton label={t("unselect")} onClick={onClear}>
          <X />
        </IconButton>
        <span className="figures mr-2 text-sm font-medium" aria-live="polite">
          {t("selected", { count: selected })}
        </span>
        {actions.map((action) => (
          <Button
            key={action.label}
            size="sm"
            look={action.danger ? "danger" : "outline"}
            icon={action.icon}
            onClick={() => void action.run()}
          >
            {action.label}
          </Button>
        ))}
        <span className="ml-auto flex gap-2">{aside}</span>
      </div>
    );
  }
  return (
    <div className="flex flex-wrap items-center gap-2">
      <label className="relative flex w-full items-center sm:w-auto sm:min-w-48 sm:max-w-xs sm:flex-1">
        <Search aria-hidden className="pointer-events-none absolute left-2.5 size-4 text-faint" />
        <input
          ref={box}
          type="search"
          aria-label={label}
          placeholder={label}
          value={search.text}
          onChange={(event) => search.type(event.target.value)}
          className="h-8 w-full rounded-sm border border-line bg-surface pr-8 pl-8 text-sm hover:border-edge focus:outline-2 focus:outline-offset-[-1px] focus:outline-ink [&::-webkit-search-cancel-button]:hidden"
        />
        <span className="absolute right-2 hidden sm:block">
          {search.text === "" && <Kbd>/</Kbd>}
        </span>
      </label>
      {/* On a phone one line that moves sideways, so that the list begins above the fold. */}
      <div className="relative -mx-4 -my-1 flex max-w-[100vw] gap-2 overflow-x-auto px-4 py-1 sm:contents">
        {filters.map((filter) => (
          <Select
            key={filter.name}
            label={filter.label}
            className="max-w-44 shrink-0"
            value={query.filters[filter.name] ?? ""}
            onChange={(value) => onChange({ filters: { ...query.filters, [filter.name]: value } })}
            options={[{ value: "", label: filter.all }, ...filter.options]}
          />
        ))}
        <span className="flex shrink-0 gap-2 sm:ml-auto">{aside}</span>
      </div>
    </div>
  );
}

/** The words looked for, sent a moment after the last letter. */
function useSearch(
  query: ListQuery,
  onChange: (change: Partial<ListQuery>) => void,
  box: RefObject<HTMLInputElement | null>,
) {
  const [typed, setTyped] = useState<string | null>(null);
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });
  useEffect(() => {
    if (typed === null || typed.trim() === query.search) return;
    const later = setTimeout(() => latest.current({ search: typed.trim() }), waitMs);
    return () => clearTimeout(later);
  }, [typed, query.search]);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.key !== "/" || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName)) return;
      event.preventDefault();
      box.current?.focus();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [box]);
  return { text: typed ?? query.search, type: setTyped };
}
