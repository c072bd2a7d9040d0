"use client";

import { ArrowUp, Sparkle } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { IconButton } from "../components/button.tsx";
import { askBeside } from "../shell/side-panel-asks.ts";

/** One line to the assistant: the answer comes beside the page. */
export function AskBox({ ideas }: { ideas: string[] }) {
  const t = useTranslations("dashboard");
  const [text, setText] = useState("");
  return (
    <div className="flex flex-col gap-2">
      <form
        className="flex h-12 items-center gap-3 rounded-md border border-edge bg-surface pr-1.5 pl-4 shadow-lift focus-within:border-ink"
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() === "") return;
          askBeside(text.trim(), true);
          setText("");
        }}
      >
        <Sparkle aria-hidden className="size-4 shrink-0 text-signal" />
        <input
          value={text}
          maxLength={2_000}
          autoComplete="off"
          aria-label={t("ask")}
          placeholder={t("ask")}
          onChange={(event) => setText(event.target.value)}
          className="min-w-0 flex-1 bg-transparent outline-none max-sm:text-[1rem]"
        />
        <IconButton
          type="submit"
          label={t("send")}
          size={36}
          round
          look={text.trim() ? "signal" : "quiet"}
          className={text.trim() ? "" : "bg-hover"}
        >
          <ArrowUp strokeWidth={2.5} />
        </IconButton>
      </form>
      <ul className="flex flex-wrap gap-2">
        {ideas.map((idea) => (
          <li key={idea}>
            <button
              type="button"
              onClick={() => askBeside(idea, true)}
              className="h-8 rounded-full border border-line px-3 text-sm text-soft hover:bg-hover hover:text-ink"
            >
              {idea}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
