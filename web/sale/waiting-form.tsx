"use client";

import { useState } from "react";
import { looks } from "./looks.ts";
import { SaidLine } from "./said-line.tsx";
import { TextInput } from "./text-input.tsx";
import { useAfterSale } from "./use-after-sale.ts";

/** Leaves a name and an address on the waiting list of a date. */
export function WaitingForm({
  slug,
  words,
}: {
  slug: string;
  words: Record<"name" | "email" | "send" | "privacy" | "see" | "offline", string>;
}) {
  const { busy, said, ask } = useAfterSale(slug, words.offline);
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [place, setPlace] = useState<string | null>(null);
  const join = async () => {
    const joined = await ask<{ token: string | null }>("join", {
      name: name.trim(),
      email: email.trim(),
    });
    if (joined) setPlace(joined.token);
  };
  return (
    <form
      className="mt-4 grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        void join();
      }}
    >
      <TextInput
        label={words.name}
        required
        maxLength={200}
        autoComplete="name"
        dir="auto"
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <TextInput
        label={words.email}
        type="email"
        required
        maxLength={254}
        autoComplete="email"
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      <button type="submit" aria-busy={busy !== null} className={looks.second}>
        {words.send}
      </button>
      <SaidLine said={said} />
      {place && (
        <a href={`/w/${place}`} className={looks.link}>
          {words.see}
        </a>
      )}
      <p className="text-sm text-soft">{words.privacy}</p>
    </form>
  );
}
