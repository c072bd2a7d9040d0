"use client";

import { addressMark } from "./address-mark.ts";
import { type ReactNode, useId } from "react";
import { Countdown, useCountdown } from "./countdown.tsx";
import { doubtEmail } from "./email-doubt.ts";
import { looks } from "./looks.ts";
import { TextInput } from "./text-input.tsx";
import { type TestCard, testCards, usePayment } from "./use-payment.ts";

export type PayWords = Record<
  | "timeLeft"
  | "timeOver"
  | "timeOverHelp"
  | "again"
  | "you"
  | "name"
  | "email"
  | "emailCheck"
  | "emailDoubt"
  | "emailUse"
  | "names"
  | "namesHelp"
  | "termsTitle"
  | "terms"
  | "accept"
  | "pay"
  | "paying"
  | "giveUp"
  | "offline"
  | "refused"
  | "needName"
  | "needEmail"
  | "needTerms",
  string
>;

/** The second step: who buys, the terms, the payment, and the time that is left for it. */
export function PayForm({
  token,
  slug,
  secondsLeft,
  tickets,
  news,
  elsewhere,
  cards,
  words,
  mark,
}: {
  token: string;
  slug: string | null;
  secondsLeft: number;
  /** What each ticket is called, in the order of their holders' names. */
  tickets: string[];
  /** What became of an earlier try. */
  news: { text: string; isRefusal: boolean } | null;
  /** That the payment is made on another page. */
  elsewhere: string | null;
  /** The ends that a test payment may have. */
  cards: { title: string; names: Record<TestCard, string> } | null;
  words: PayWords;
  /** Stands before the button: that the payment is a test. */
  mark: ReactNode;
}) {
  const left = useCountdown(token, secondsLeft);
  const payment = usePayment(token, slug, tickets.length, cards !== null, words);
  const { typed, type, wrong, busy } = payment;
  const accepts = useId();
  const meant = doubtEmail(typed.email.trim());
  const named = tickets.length > 1;

  return (
    <form method="post" noValidate onSubmit={(event) => void payment.onSubmit(event)}>
      <div className="sticky top-0 z-1 -mx-5 border-b border-line bg-paper/95 px-5 py-3 backdrop-blur-sm">
        {left > 0 ? (
          <Countdown left={left} label={words.timeLeft} />
        ) : (
          <div role="alert">
            <p className="font-medium">{words.timeOver}</p>
            <p className="text-sm text-soft">{words.timeOverHelp}</p>
            {slug && (
              <a href={`/e/${slug}`} className={looks.link}>
                {words.again}
              </a>
            )}
          </div>
        )}
      </div>
      <section className="mt-6 flex flex-col gap-4">
        <h2 className="font-display text-xl font-semibold tracking-tight">{words.you}</h2>
        <TextInput
          label={words.name}
          name="name"
          autoComplete="name"
          maxLength={200}
          dir="auto"
          value={typed.name}
          error={wrong.name}
          onChange={(event) => type({ name: event.target.value })}
        />
        <TextInput
          label={words.email}
          name="email"
          type="email"
          inputMode="email"
          autoComplete="email"
          maxLength={254}
          value={typed.email}
          error={wrong.email}
          onChange={(event) => type({ email: event.target.value })}
          hint={
            meant ? (
              <span className="flex flex-wrap items-center gap-x-4">
                <span className="break-all">
                  {words.emailDoubt.replace(addressMark, () => meant)}
                </span>
                <button type="button" className={looks.link} onClick={() => type({ email: meant })}>
                  {words.emailUse}
                </button>
              </span>
            ) : typed.email.includes("@") ? (
              <span className="break-all text-soft">
                {words.emailCheck.replace(addressMark, () => typed.email.trim())}
              </span>
            ) : null
          }
        />
        {named && (
          <details>
            <summary className={looks.link}>{words.names}</summary>
            <p className="mb-3 text-sm text-soft">{words.namesHelp}</p>
            <div className="flex flex-col gap-3">
              {tickets.map((label, index) => (
                <TextInput
                  key={label}
                  label={label}
                  autoComplete="off"
                  maxLength={200}
                  dir="auto"
                  value={typed.holders[index] ?? ""}
                  onChange={(event) => {
                    const holders = tickets.map((_, at) =>
                      at === index ? event.target.value : (typed.holders[at] ?? ""),
                    );
                    type({ holders });
                  }}
                />
              ))}
            </div>
          </details>
        )}
      </section>
      <section className="mt-7 flex flex-col gap-3">
        <h2 className="font-display text-xl font-semibold tracking-tight">{words.termsTitle}</h2>
        <p className="text-sm text-soft">{words.terms}</p>
        <div className="flex items-center gap-3">
          <input
            id={accepts}
            name="accepts"
            type="checkbox"
            checked={typed.accepts}
            aria-invalid={wrong.accepts ? true : undefined}
            aria-describedby={wrong.accepts ? `${accepts}more` : undefined}
            onChange={(event) => type({ accepts: event.target.checked })}
            className="size-6 shrink-0 accent-signal"
          />
          <label htmlFor={accepts} className="flex min-h-11 items-center">
            {words.accept}
          </label>
        </div>
        {wrong.accepts && (
          <p id={`${accepts}more`} role="alert" className="text-sm text-danger">
            <span aria-hidden>▲ </span>
            {wrong.accepts}
          </p>
        )}
      </section>
      <section className="mt-6 flex flex-col gap-3">
        {mark}
        {cards && (
          <fieldset className="flex flex-col">
            <legend className="font-medium">{cards.title}</legend>
            {testCards.map((card) => (
              <label key={card} className="flex min-h-11 items-center gap-3">
                <input
                  type="radio"
                  name="card"
                  value={card}
                  checked={payment.card === card}
                  onChange={() => payment.chooseCard(card)}
                  className="size-5 shrink-0 accent-signal"
                />
                {cards.names[card]}
              </label>
            ))}
          </fieldset>
        )}
        {payment.refusal ? (
          <p role="alert" className={looks.refusal}>
            {payment.refusal}
          </p>
        ) : (
          news && <p className={news.isRefusal ? looks.refusal : looks.mark}>{news.text}</p>
        )}
        {elsewhere && <p className="text-sm text-soft">{elsewhere}</p>}
        <button type="submit" aria-busy={busy} className={looks.act}>
          {busy ? words.paying : words.pay}
        </button>
        <button
          type="button"
          onClick={() => void payment.giveUp()}
          className={`${looks.link} self-center text-soft`}
        >
          {words.giveUp}
        </button>
      </section>
    </form>
  );
}
