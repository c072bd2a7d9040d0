"use client";

import { Check, CircleSlash, CloudOff, RotateCcw, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { useSay } from "../components/use-say.ts";
import { classNames } from "../design/class-names.ts";
import type { DeviceVerdict } from "./device/door-device.ts";

/** What fills the screen after a scan. */
export type Shown =
  | { kind: "answered"; verdict: DeviceVerdict }
  | { kind: "failed"; why: "revoked" | "noList" | "store" | "later" }
  | { kind: "undone"; holder: string | null; inside: boolean };

type Tone = "in" | "again" | "refused" | "lost" | "undone";

const looks: Record<Tone, { ground: string; Icon: typeof Check }> = {
  in: { ground: "bg-confirmed", Icon: Check },
  again: { ground: "bg-option", Icon: RotateCcw },
  refused: { ground: "bg-danger", Icon: X },
  lost: { ground: "bg-ink", Icon: CloudOff },
  undone: { ground: "bg-on-sale", Icon: CircleSlash },
};

export function toneOf(shown: Shown): Tone {
  if (shown.kind === "answered") {
    const { result } = shown.verdict;
    if (result === "ok") return "in";
    return result === "already_in" || result === "already_out" ? "again" : "refused";
  }
  return shown.kind === "failed" ? "lost" : shown.kind;
}

/** One colour, one huge word, who it is; read at arm's length. Any touch or key goes on. */
export function Verdict({
  shown,
  timeZone,
  onDone,
  onUndo,
}: {
  shown: Shown;
  timeZone: string;
  onDone(): void;
  onUndo(sequence: number): void;
}) {
  const t = useTranslations("door");
  const { ground, Icon } = looks[toneOf(shown)];
  const { word, reason, who, what } = useWords(shown, timeZone);
  const go = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    go.current?.focus({ preventScroll: true });
    const onKeyDown = (event: KeyboardEvent) => event.key === "Escape" && onDone();
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [onDone]);
  const undo =
    shown.kind === "answered" && shown.verdict.result === "ok" ? shown.verdict.sequence : null;
  return (
    <div
      role="alertdialog"
      aria-label={word}
      aria-describedby="verdict"
      className={classNames(
        "fixed inset-0 z-10 flex flex-col justify-between p-5 text-paper select-none sm:p-8",
        ground,
      )}
    >
      <button
        ref={go}
        type="button"
        aria-label={t("next")}
        onClick={onDone}
        className="absolute inset-0 focus-visible:outline-offset-[-6px] focus-visible:outline-paper"
      />
      <Icon
        aria-hidden
        strokeWidth={2.5}
        className="pointer-events-none relative size-16 sm:size-24"
      />
      <div id="verdict" className="pointer-events-none relative">
        <p className="font-display text-[clamp(3.25rem,19vw,11rem)] leading-[0.9] font-extrabold tracking-tight break-words">
          {word}
        </p>
        {reason && <p className="mt-4 text-xl leading-7 font-medium">{reason}</p>}
        {who && (
          <p dir="auto" className="mt-6 line-clamp-3 font-display text-2xl font-bold break-words">
            {who}
          </p>
        )}
        {what && (
          <p dir="auto" className="figures mt-1 text-xl break-words">
            {what}
          </p>
        )}
      </div>
      <div className="pointer-events-none relative flex min-h-14 items-center justify-between gap-3 text-lg font-medium">
        <span aria-hidden>{t("next")}</span>
        {undo !== null && (
          <button
            type="button"
            onClick={() => onUndo(undo)}
            className="pointer-events-auto min-h-14 rounded-md border-2 border-paper px-6 focus-visible:outline-paper"
          >
            {t("undo")}
          </button>
        )}
      </div>
    </div>
  );
}

function useWords(shown: Shown, timeZone: string) {
  const t = useTranslations("door");
  const say = useSay();
  const nobody = { reason: null, who: null, what: null };
  if (shown.kind === "failed") {
    return { ...nobody, word: t("word.failed"), reason: t(`reason.${shown.why}`) };
  }
  if (shown.kind === "undone") {
    return {
      ...nobody,
      word: t("word.undone"),
      reason: shown.inside ? t("reason.undoneIn") : t("reason.undoneOut"),
      who: shown.holder,
    };
  }
  const { result, direction, person, previous, otherDate, gates, alone, unlisted } = shown.verdict;
  const at = previous?.at ? say.time(new Date(previous.at), timeZone) : null;
  const refusal =
    result === "ok"
      ? null
      : result === "already_in" && at
        ? previous?.gate
          ? t("reason.already_in_gate", { gate: previous.gate, time: at })
          : t("reason.already_in", { time: at })
        : result === "wrong_date" && otherDate
          ? t("reason.wrong_date", { date: `${otherDate.label}, ${say.shortDay(otherDate.day)}` })
          : result === "wrong_gate" && gates.length > 0
            ? t("reason.wrong_gate", { gates: say.list(gates) })
            : t(
                `reason.${["already_in", "wrong_date", "wrong_gate"].includes(result) ? `${result}_bare` : result}`,
              );
  // Said where it matters: let in by a device that cannot ask the others.
  const caveat =
    result === "ok" && unlisted ? t("reason.unlisted") : alone ? t("reason.alone") : null;
  const places = person && person.places > 1 ? t("places", { count: person.places }) : null;
  const number = person?.number == null ? null : t("ticketNumber", { number: person.number });
  return {
    word: result === "ok" ? t(`word.${direction}`) : t(`word.${result}`),
    reason: [refusal, caveat].filter(Boolean).join(" ") || null,
    who: person && (person.holder ?? t("noName")),
    what:
      [person?.type, number, places, person?.test ? t("test") : null].filter(Boolean).join(" · ") ||
      null,
  };
}
