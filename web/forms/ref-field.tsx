"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";
import type { SubjectKind } from "#tools/core/tool.ts";
import { OptionList, useOptions } from "../components/option-list.tsx";
import { TextField } from "../components/field.tsx";
import { useHitWords } from "../shell/hit-words.ts";
import { callTool } from "./call-tool.ts";
import type { FormValue } from "./form-values.ts";

type Hit = { kind: string; id: string; label: string; detail: string | null };

const findable = new Set<SubjectKind>([
  "artist",
  "production",
  "tour",
  "venue",
  "performance",
  "contact",
  "document",
  "order",
]);

/** A row found by its name while it is typed; a name typed to the end is understood too. */
export function RefField({
  id,
  kind,
  many,
  value,
  label,
  error,
  aside,
  onChange,
}: {
  id: string;
  kind: SubjectKind;
  many: boolean;
  value: FormValue;
  label: string;
  error?: string | undefined;
  aside?: ReactNode;
  onChange(value: FormValue): void;
}) {
  const t = useTranslations("form");
  const words = useHitWords();
  const [names, setNames] = useState<Record<string, string>>({});
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const chosen = many ? (Array.isArray(value) ? value : []) : [];
  const text = many ? typed : typeof value === "string" ? (names[value] ?? value) : "";
  const hits = useHits(kind, open ? text : "");
  const choose = (hit: Hit) => {
    setNames((known) => ({ ...known, [hit.id]: words(hit).label }));
    setOpen(false);
    if (many) {
      setTyped("");
      onChange([...new Set([...chosen, hit.id])]);
    } else onChange(hit.id);
  };
  const options = hits.map((hit) => ({
    key: hit.id,
    ...words(hit),
    run: () => choose(hit),
  }));
  const list = useOptions(options, () => setOpen(false));
  const shown = open && options.length > 0;
  return (
    <div className="relative">
      <TextField
        label={label}
        error={error}
        aside={aside}
        value={text}
        autoComplete="off"
        placeholder={t("search")}
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- A select can't be searched.
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={shown}
        aria-controls={shown ? id : undefined}
        aria-activedescendant={shown ? `${id}-${list.index}` : undefined}
        onFocus={() => setOpen(true)}
        onBlur={() => {
          setOpen(false);
          if (many && typed.trim() !== "") {
            onChange([...new Set([...chosen, typed.trim()])]);
            setTyped("");
          }
        }}
        onKeyDown={(event) => {
          if (shown && event.key !== "Tab" && list.onKeyDown(event)) event.stopPropagation();
        }}
        onChange={(event) => {
          setOpen(true);
          if (many) setTyped(event.target.value);
          else onChange(event.target.value);
        }}
      />
      {shown && (
        <OptionList
          id={id}
          label={label}
          options={options}
          index={list.index}
          onPoint={list.setIndex}
          className="absolute inset-x-0 top-full z-10 mt-1 max-h-60 rounded-md border border-line bg-raised shadow-overlay"
        />
      )}
      {chosen.length > 0 && (
        <ul className="mt-2 flex flex-wrap gap-1.5">
          {chosen.map((one) => (
            <li
              key={one}
              className="flex items-center gap-1 rounded-sm border border-line bg-sunken py-0.5 pr-1 pl-2 text-sm"
            >
              {names[one] ?? one}
              <button
                type="button"
                aria-label={t("remove", { name: names[one] ?? one })}
                onClick={() => onChange(chosen.filter((each) => each !== one))}
                className="grid size-6 place-items-center rounded-sm text-faint hover:bg-hover hover:text-ink"
              >
                <X className="size-3.5" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Rows whose name looks like what is typed; typing on cancels the question before. */
function useHits(kind: SubjectKind, text: string): Hit[] {
  const [found, setFound] = useState<{ text: string; hits: Hit[] }>({ text: "", hits: [] });
  const asked = findable.has(kind) && !/^[0-9a-f-]{36}$/.test(text) ? text.trim() : "";
  useEffect(() => {
    if (asked === "") return;
    let gone = false;
    const later = setTimeout(() => {
      callTool("find_anything", { text: asked, kind }).then(
        (outcome) => {
          if (!gone && outcome.ok) {
            setFound({ text: asked, hits: (outcome.value as { hits: Hit[] }).hits.slice(0, 8) });
          }
          return null;
        },
        () => {},
      );
    }, 140);
    return () => {
      gone = true;
      clearTimeout(later);
    };
  }, [asked, kind]);
  return asked === "" ? [] : found.hits;
}
