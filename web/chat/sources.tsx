"use client";

import { Quote } from "lucide-react";
import { useTranslations } from "next-intl";
import type { SourcePart } from "./message.ts";

/** The lines of received documents that an answer quotes, with their pages. */
export function Sources({ parts }: { parts: SourcePart[] }) {
  const t = useTranslations("message");
  const quotes = parts.flatMap(({ title, providerMetadata }) => {
    const { citedText, startPageNumber } = providerMetadata?.anthropic ?? {};
    return citedText ? [{ title, text: citedText, page: startPageNumber ?? null }] : [];
  });
  const once = [...new Map(quotes.map((quote) => [`${quote.page}${quote.text}`, quote])).values()];
  if (once.length === 0) return null;
  return (
    <details className="text-sm">
      <summary className="flex w-fit list-none items-center gap-1.5 text-faint hover:text-ink">
        <Quote aria-hidden className="size-3.5" />
        {t("sources", { count: once.length })}
      </summary>
      <ul className="mt-1.5 ml-1.5 flex flex-col gap-2 border-l border-line pl-4">
        {once.map((quote) => (
          <li key={`${quote.page}${quote.text}`}>
            <span className="text-faint">
              {quote.page === null
                ? quote.title
                : t("sourcePage", { title: quote.title, page: quote.page })}
            </span>
            <blockquote className="whitespace-pre-line">{quote.text.trim()}</blockquote>
          </li>
        ))}
      </ul>
    </details>
  );
}
