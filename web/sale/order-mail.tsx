"use client";

import { useState } from "react";
import { looks } from "./looks.ts";
import { TextInput } from "./text-input.tsx";
import { useTicketChange } from "./use-ticket-change.ts";

/** The mails of an order: once more, to each holder, or to the address that was meant. */
export function OrderMail({
  token,
  toHolders,
  words,
}: {
  token: string;
  /** Whether a ticket has an address of its own. */
  toHolders: boolean;
  words: Record<"again" | "each" | "wrong" | "wrongHelp" | "email" | "correct" | "offline", string>;
}) {
  const { busy, said, change } = useTicketChange(token, words.offline);
  const [email, setEmail] = useState("");
  return (
    <div className="mt-4">
      <p className="flex flex-wrap gap-2.5">
        <button
          type="button"
          aria-busy={busy}
          className={looks.second}
          onClick={() => void change("mail", {})}
        >
          {words.again}
        </button>
        {toHolders && (
          <button
            type="button"
            aria-busy={busy}
            className={looks.second}
            onClick={() => void change("mail", { to_holders: true })}
          >
            {words.each}
          </button>
        )}
      </p>
      <details className="mt-2">
        <summary className={looks.link}>{words.wrong}</summary>
        <form
          className="mt-1 grid max-w-md gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            void change("correct", { email: email.trim() });
          }}
        >
          <p className="text-sm text-soft">{words.wrongHelp}</p>
          <TextInput
            label={words.email}
            type="email"
            required
            maxLength={254}
            autoComplete="email"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
          <button type="submit" aria-busy={busy} className={looks.second}>
            {words.correct}
          </button>
        </form>
      </details>
      <output className="block mt-2 text-sm empty:hidden">
        {said && (
          <span className={said.ok ? "text-confirmed" : `block ${looks.refusal}`}>{said.text}</span>
        )}
      </output>
    </div>
  );
}
