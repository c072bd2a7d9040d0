"use client";

import { useId, useRef, useState } from "react";
import { looks } from "./looks.ts";
import { SaidLine } from "./said-line.tsx";
import { TextInput } from "./text-input.tsx";
import { useAfterSale } from "./use-after-sale.ts";

type Guest = { id: string; name: string; plus: string | null; email: string | null };

/** The names of a list, and the form that adds one. */
export function GuestNames({
  token,
  guests,
  may,
  full,
  mostPlusOnes,
  words,
}: {
  token: string;
  guests: Guest[];
  /** The list is open. */
  may: boolean;
  full: boolean;
  mostPlusOnes: number;
  words: Record<
    | "add"
    | "name"
    | "plus"
    | "email"
    | "emailHelp"
    | "send"
    | "remove"
    | "empty"
    | "full"
    | "names"
    | "offline",
    string
  >;
}) {
  const { busy, said, ask } = useAfterSale(token, words.offline);
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const [typed, setTyped] = useState({ name: "", email: "", plus: 0 });
  const send = async () => {
    const added = await ask("fill", {
      name: typed.name.trim(),
      plus_ones: typed.plus,
      ...(typed.email.trim() ? { email: typed.email.trim() } : {}),
    });
    if (!added) return;
    setTyped({ name: "", email: "", plus: 0 });
    form.current?.querySelector("input")?.focus();
  };
  return (
    <>
      {may && full && <p className={`mt-4 ${looks.mark}`}>{words.full}</p>}
      {may && !full && (
        <form
          ref={form}
          aria-label={words.add}
          className="mt-5 grid gap-3 rounded-lg border border-line bg-surface p-4"
          onSubmit={(event) => {
            event.preventDefault();
            void send();
          }}
        >
          <TextInput
            label={words.name}
            required
            maxLength={200}
            autoComplete="off"
            dir="auto"
            value={typed.name}
            onChange={(event) => setTyped({ ...typed, name: event.target.value })}
          />
          <TextInput
            label={words.email}
            type="email"
            maxLength={254}
            autoComplete="off"
            hint={<span className="text-soft">{words.emailHelp}</span>}
            value={typed.email}
            onChange={(event) => setTyped({ ...typed, email: event.target.value })}
          />
          <div className="flex flex-col gap-1.5">
            <label htmlFor={id} className="text-sm font-medium">
              {words.plus}
            </label>
            <select
              id={id}
              className={looks.box}
              value={typed.plus}
              onChange={(event) => setTyped({ ...typed, plus: Number(event.target.value) })}
            >
              {Array.from({ length: mostPlusOnes + 1 }, (_, n) => (
                <option key={n} value={n}>
                  {n === 0 ? "0" : `+${n}`}
                </option>
              ))}
            </select>
          </div>
          <button type="submit" aria-busy={busy !== null} className={looks.act}>
            {words.send}
          </button>
        </form>
      )}
      <SaidLine said={said} />
      <h2 className="mt-7 font-display text-xl font-semibold tracking-tight">{words.names}</h2>
      {guests.length === 0 ? (
        <p className="mt-1 text-soft">{words.empty}</p>
      ) : (
        <ul className="mt-2 divide-y divide-line border-y border-line">
          {guests.map((guest) => (
            <li key={guest.id} className="flex min-h-13 items-center justify-between gap-4 py-1.5">
              <span className="min-w-0">
                <span dir="auto" className="block break-words font-medium">
                  {guest.name}
                  {guest.plus && <span className="figures ml-2 text-soft">{guest.plus}</span>}
                </span>
                {guest.email && (
                  <span className="block truncate text-sm text-soft">{guest.email}</span>
                )}
              </span>
              {may && (
                <button
                  type="button"
                  aria-label={`${words.remove} : ${guest.name}`}
                  aria-busy={busy !== null}
                  className={looks.link}
                  onClick={() => void ask("drop", { guest: guest.id })}
                >
                  {words.remove}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
