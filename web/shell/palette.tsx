"use client";

import {
  CalendarDays,
  ContactRound,
  Drama,
  FileText,
  type LucideIcon,
  MapPinned,
  MessageSquareText,
  MicVocal,
  Route,
  ShoppingBag,
  Sparkle,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useEffect, useId, useState } from "react";
import { type ConversationLine, fetchConversations } from "../chat/history.ts";
import { Dialog } from "../components/dialog.tsx";
import { type Option, OptionList, useOptions } from "../components/option-list.tsx";
import { callTool } from "../forms/call-tool.ts";
import { useTools } from "../forms/tool-runner.tsx";
import { useCatalogue } from "./catalogue.ts";
import { useHitWords } from "./hit-words.ts";
import { pageOf } from "./links.ts";
import { matches, rankTools } from "./match.ts";
import { places } from "./navigation.ts";
import { useMay } from "./permissions.tsx";
import { askBeside } from "./side-panel-asks.ts";

const kindIcons: Record<string, LucideIcon> = {
  artist: MicVocal,
  production: Drama,
  tour: Route,
  venue: MapPinned,
  performance: CalendarDays,
  contact: ContactRound,
  document: FileText,
  order: ShoppingBag,
};

type Hit = { kind: string; id: string; label: string; detail: string | null };

/** ⌘K: every row by its name, pages, everything that can be done, conversations, in one search. */
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
  const listId = useId();
  const [query, setQuery] = useState("");
  const options = usePaletteOptions(query, onClose);
  const list = useOptions(options, onClose);
  return (
    <>
      <input
        // A palette is opened to be typed in.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        value={query}
        maxLength={200}
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
      <OptionList
        id={listId}
        label={t("title")}
        options={options}
        index={list.index}
        onPoint={list.setIndex}
        className="max-h-[min(28rem,60dvh)]"
      />
    </>
  );
}

function usePaletteOptions(query: string, onClose: () => void): Option[] {
  const t = useTranslations("palette");
  const nav = useTranslations("nav");
  const router = useRouter();
  const may = useMay();
  const catalogue = useCatalogue();
  const { openForm } = useTools();
  const { hits, conversations } = useFound(query, may("agent:use"));
  const words = useHitWords();
  const asked = query.trim();
  const go = (address: string) => () => {
    onClose();
    router.push(address);
  };
  const pages: Option[] = places
    .flatMap((group) => group.places)
    .filter(({ name, permission }) => (!permission || may(permission)) && matches(query, nav(name)))
    .map(({ name, href, icon: Icon }) => ({
      key: href,
      label: nav(name),
      icon: <Icon />,
      group: t("pages"),
      run: go(href),
    }));
  const rows: Option[] = hits.flatMap((hit) => {
    const address = pageOf(hit.kind, hit.id);
    const Icon = kindIcons[hit.kind] ?? Sparkle;
    return address
      ? [
          {
            key: hit.id,
            ...words(hit),
            icon: <Icon />,
            group: t("rows"),
            run: go(address),
          },
        ]
      : [];
  });
  const tools: Option[] = rankTools(catalogue, query)
    .slice(0, asked === "" ? 5 : 8)
    .map((tool) => ({
      key: tool.name,
      label: tool.title,
      detail: tool.example,
      icon: <Sparkle />,
      group: t("actions"),
      run: () => {
        onClose();
        openForm({ tool: tool.name, title: tool.title });
      },
    }));
  const talks: Option[] = conversations.map((line) => ({
    key: line.id,
    label: line.title ?? t("untitled"),
    icon: <MessageSquareText />,
    group: t("conversations"),
    run: go(`/chat/${line.id}`),
  }));
  const ask: Option[] =
    asked !== "" && may("agent:use")
      ? [
          {
            key: "ask",
            label: t("ask", { text: asked }),
            icon: <MessageSquareText />,
            group: t("assistant"),
            run: () => {
              onClose();
              askBeside(asked, true);
            },
          },
        ]
      : [];
  return asked === ""
    ? [...pages, ...tools, ...talks]
    : [...rows, ...pages, ...tools, ...talks, ...ask];
}

/** Rows and conversations that answer the query; typing on cancels the question before. */
function useFound(query: string, mayFind: boolean) {
  const [found, setFound] = useState<{ hits: Hit[]; conversations: ConversationLine[] }>({
    hits: [],
    conversations: [],
  });
  useEffect(() => {
    if (!mayFind) return;
    const controller = new AbortController();
    const asked = query.trim();
    const later = setTimeout(async () => {
      const [conversations, outcome] = await Promise.all([
        fetchConversations(query, controller.signal).catch(() => []),
        asked === "" ? null : callTool("find_anything", { text: asked }).catch(() => null),
      ]);
      if (controller.signal.aborted) return;
      setFound({
        hits: outcome?.ok ? (outcome.value as { hits: Hit[] }).hits.slice(0, 8) : [],
        conversations: conversations.slice(0, 5),
      });
    }, 120);
    return () => {
      clearTimeout(later);
      controller.abort();
    };
  }, [query, mayFind]);
  return found;
}
