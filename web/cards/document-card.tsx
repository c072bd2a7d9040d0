"use client";

import { ArrowUpRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { Panel } from "../components/panel.tsx";
import type { CardOf } from "./show-card.tsx";

export function DocumentCard({ card }: { card: CardOf<"document"> }) {
  const t = useTranslations("card");
  const kinds = useTranslations("documentKind");
  const kind = kinds.has(card.documentKind) ? kinds(card.documentKind) : card.documentKind;
  return (
    <Panel flush>
      <div className="flex gap-4 p-4">
        <div
          aria-hidden
          className="relative h-32 w-24 shrink-0 overflow-clip rounded-sm border border-line bg-[#fffdf9] p-2 text-[5px] leading-[7px] whitespace-pre-line text-[#574c43] shadow-lift select-none"
        >
          <span className="mb-1 block truncate font-display text-[7px] font-semibold text-[#1c1613]">
            {card.title}
          </span>
          {card.excerpt}
          <span className="absolute inset-x-0 bottom-0 h-8 bg-linear-to-t from-[#fffdf9] to-transparent" />
        </div>
        <div className="flex min-w-0 flex-1 flex-col items-start">
          <p className="text-xs text-faint">
            {kind} · {t("version", { version: card.version })} ·{" "}
            <span className="uppercase">{card.language}</span>
          </p>
          <h3 className="mt-0.5 font-display text-lg font-semibold tracking-tight text-balance">
            {card.title}
          </h3>
          <p className="mt-1 line-clamp-2 text-sm text-soft">{card.excerpt}</p>
          <a
            href={`/api/documents/${card.id}.pdf`}
            target="_blank"
            rel="noreferrer"
            className="mt-auto inline-flex h-8 items-center gap-1.5 rounded-sm border border-line px-3 text-sm hover:bg-hover"
          >
            {t("openPdf")}
            <ArrowUpRight aria-hidden className="size-3.5" />
          </a>
        </div>
      </div>
    </Panel>
  );
}
