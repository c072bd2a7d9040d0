import { createSay, type Locale } from "#tools/core/text.ts";
import { looks } from "./looks.ts";
import type { QueueSight } from "./queue-sight.ts";

export type QueueWords = Record<
  | "queueJoining"
  | "queueBefore"
  | "queueBeforeHelp"
  | "queueNext"
  | "queueNoTime"
  | "queueHelp"
  | "queueOne"
  | "queueMissed"
  | "queueMissedHelp"
  | "queueAgain"
  | "queueSoldOut"
  | "queueOffline",
  string
>;

const ahead = {
  fr: { one: "personne devant vous", other: "personnes devant vous" },
  en: { one: "person ahead of you", other: "people ahead of you" },
};
const present = {
  fr: { one: "personne dans la salle d’attente", other: "personnes dans la salle d’attente" },
  en: { one: "person in the waiting room", other: "people in the waiting room" },
};
const minute = {
  fr: { one: "minute environ", other: "minutes environ" },
  en: { one: "minute or so", other: "minutes or so" },
};

/** Aloud, the minutes as they pass; near the front, each step. */
const spokenBelow = 10;

/** Where one stands: how many before, how long, and that nothing needs to be done. */
export function QueuePanel({
  sight,
  from,
  isOffline,
  locale,
  words,
}: {
  sight: QueueSight | null;
  /** The most that ever stood before this page. */
  from: number;
  isOffline: boolean;
  locale: Locale;
  words: QueueWords;
}) {
  const say = createSay(locale);
  const place = sight?.ahead ?? null;
  const done = place === null ? 0 : 1 - place / from;
  const isDrawn = place !== null;
  const time = sight?.minutes == null ? words.queueNoTime : say.count(sight.minutes, minute);
  const [number, label] = !sight
    ? [null, words.queueJoining]
    : isDrawn
      ? place === 0
        ? [null, words.queueNext]
        : split(say.count(place, ahead))
      : split(say.count(sight.waiting, present));

  return (
    <section className="rounded-lg border border-line bg-surface p-5 md:p-6">
      {sight && !isDrawn && (
        <h3 className="font-display text-xl font-semibold tracking-tight">{words.queueBefore}</h3>
      )}
      <p className={sight && !isDrawn ? "mt-4" : undefined}>
        {number !== null && (
          <span className="figures block font-display text-3xl leading-none font-semibold tracking-tight">
            {number}
          </span>
        )}
        <span
          className={
            number === null
              ? "font-display text-xl font-semibold tracking-tight"
              : "mt-2 block text-lg"
          }
        >
          {label}
        </span>
      </p>
      {isDrawn && (
        <>
          <div aria-hidden className="mt-5 h-1.5 overflow-hidden rounded-full bg-sunken">
            <div
              className="h-full origin-left rounded-full bg-signal transition-transform duration-1000 motion-reduce:transition-none"
              style={{ transform: `scaleX(${Math.max(0.02, done)})` }}
            />
          </div>
          <p className="mt-3 text-soft">{time}</p>
        </>
      )}
      <p aria-live="polite" className="sr-only">
        {place === null ? "" : place > spokenBelow ? time : `${number ?? ""} ${label}`}
      </p>
      {sight?.isSoldOut && <p className={`mt-4 ${looks.mark}`}>{words.queueSoldOut}</p>}
      {isOffline && (
        <p role="alert" className={`mt-4 ${looks.refusal}`}>
          {words.queueOffline}
        </p>
      )}
      <div className="mt-5 flex flex-col gap-2 border-t border-line pt-4 text-soft">
        {sight && !isDrawn && <p>{words.queueBeforeHelp}</p>}
        <p>{words.queueHelp}</p>
        <p>{words.queueOne}</p>
      </div>
    </section>
  );
}

/** « 12 personnes » in its number and its words. */
function split(counted: string): [string, string] {
  const at = counted.search(/[^\d\s\u00A0\u202F,.]/u);
  return [counted.slice(0, at).trim(), counted.slice(at)];
}
