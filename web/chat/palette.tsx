"use client";

import { MessageSquareText, Plus, Settings, Sparkle } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useEffect, useId, useState } from "react";
import { Dialog } from "../components/dialog.tsx";
import { useCatalogue } from "./catalogue.ts";
import { offerDraft } from "./draft.ts";
import { type ConversationLine, fetchConversations } from "./history.ts";
import { matches, rankTools } from "./match.ts";
import { type Option, OptionList, useOptions } from "./option-list.tsx";

/** ⌘K: conversations, everything that can be done, and the pages, in one search. */
export function Palette({ open, onClose }: { open: boolean; onClose(): void }) {
  const t = useTranslations("palette");
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={t("title")}
      shape="palette"
    >
      <PaletteBody onClose={onClose} />
    </Dialog>
  );
}

function PaletteBody({ onClose }: { onClose(): void }) {
  const t = useTranslations("palette");
  const router = useRouter();
  const listId = useId();
  const catalogue = useCatalogue();
  const [query, setQuery] = useState("");
  const found = useFound(query);
  const go = (address: string) => () => {
    onClose();
    router.push(address);
  };
  const pages: Option[] = [
    { key: "new", label: t("new"), icon: <Plus />, group: t("pages"), run: go("/") },
    {
      key: "settings",
      label: t("settings"),
      icon: <Settings />,
      group: t("pages"),
      run: go("/settings"),
    },
  ].filter(({ label }) => matches(query, label));
  const options: Option[] = [
    ...(query === "" ? pages : []),
    ...found.map((line) => ({
      key: line.id,
      label: line.title ?? t("untitled"),
      icon: <MessageSquareText />,
      group: t("conversations"),
      run: go(`/c/${line.id}`),
    })),
    ...rankTools(catalogue, query)
      .slice(0, query === "" ? 6 : 12)
      .map((tool) => ({
        key: tool.name,
        label: tool.title,
        detail: tool.example,
        icon: <Sparkle />,
        group: t("actions"),
        run: () => {
          onClose();
          offerDraft(tool.example);
          if (!/^\/(c\/|$)/.test(window.location.pathname)) router.push("/");
        },
      })),
    ...(query === "" ? [] : pages),
  ];
  const list = useOptions(options, onClose);
  return (
    <>
      <input
        // A palette is opened to be typed in.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        value={query}
        onChange={(event) => setQuery(event.target.value)}
        onKeyDown={(event) => list.onKeyDown(event)}
        placeholder={t("placeholder")}
        aria-label={t("placeholder")}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={options.length > 0 ? `${listId}-${list.index}` : undefined}
        className="h-13 w-full border-b border-line bg-transparent px-4 text-[1rem] outline-none"
      />
      {options.length > 0 ? (
        <OptionList
          id={listId}
          label={t("title")}
          options={options}
          index={list.index}
          onPoint={list.setIndex}
          className="max-h-[min(26rem,60dvh)]"
        />
      ) : (
        <p id={listId} className="px-4 py-6 text-center text-sm text-faint">
          {t("nothing")}
        </p>
      )}
    </>
  );
}

/** Conversations that answer the query; typing on cancels the question before. */
function useFound(query: string): ConversationLine[] {
  const [found, setFound] = useState<ConversationLine[]>([]);
  useEffect(() => {
    const controller = new AbortController();
    const later = setTimeout(() => {
      fetchConversations(query, controller.signal).then(
        (lines) => setFound(lines.slice(0, 8)),
        () => {},
      );
    }, 120);
    return () => {
      clearTimeout(later);
      controller.abort();
    };
  }, [query]);
  return found;
}
