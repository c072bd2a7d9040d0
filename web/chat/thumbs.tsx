"use client";

import { ThumbsDown, ThumbsUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button, IconButton } from "../components/button.tsx";
import { toast } from "../components/toast.tsx";
import { callTool } from "../forms/call-tool.ts";
import type { Score } from "./message.ts";

/** What the reader thinks of an answer: one press, pressed again it is taken back; a no may say why. */
export function Thumbs({ messageId, score }: { messageId: string; score: Score | null }) {
  const t = useTranslations("message.thumbs");
  const [given, setGiven] = useState(score);
  const [asking, setAsking] = useState(false);
  const [why, setWhy] = useState("");

  const rate = async (next: Score | null, comment?: string) => {
    const before = given;
    setGiven(next);
    const outcome = await callTool("conversations_rate_answer", {
      message: messageId,
      score: next === null ? "none" : next === 1 ? "good" : "bad",
      ...(comment ? { comment } : {}),
    }).catch(() => null);
    if (outcome?.ok) return true;
    setGiven(before);
    toast(t("unreachable"), { failed: true });
    return false;
  };

  const explain = async () => {
    if (!(await rate(-1, why.trim()))) return;
    setAsking(false);
    toast(t("thanks"));
  };

  return (
    <>
      <fieldset className="flex" aria-label={t("label")}>
        <IconButton
          label={t("good")}
          size={28}
          aria-pressed={given === 1}
          className={given === 1 ? "text-confirmed" : ""}
          onClick={() => {
            setAsking(false);
            void rate(given === 1 ? null : 1);
          }}
        >
          <ThumbsUp fill={given === 1 ? "currentColor" : "none"} />
        </IconButton>
        <IconButton
          label={t("bad")}
          size={28}
          aria-pressed={given === -1}
          className={given === -1 ? "text-danger" : ""}
          onClick={() => {
            setAsking(given !== -1);
            void rate(given === -1 ? null : -1);
          }}
        >
          <ThumbsDown fill={given === -1 ? "currentColor" : "none"} />
        </IconButton>
      </fieldset>
      {asking && (
        <form
          className="mt-1 flex w-full max-w-xl flex-col gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            void explain();
          }}
        >
          <label className="flex flex-col gap-1 text-sm">
            {t("why")}
            <textarea
              rows={2}
              maxLength={2_000}
              value={why}
              placeholder={t("whyHint")}
              onChange={(event) => setWhy(event.target.value)}
              className="rounded-md border border-edge bg-surface px-3 py-2 outline-none focus-visible:border-ink"
            />
          </label>
          <span className="flex gap-2">
            <Button size="sm" type="submit" disabled={why.trim() === ""}>
              {t("send")}
            </Button>
            <Button size="sm" look="quiet" onClick={() => setAsking(false)}>
              {t("leave")}
            </Button>
          </span>
        </form>
      )}
    </>
  );
}
