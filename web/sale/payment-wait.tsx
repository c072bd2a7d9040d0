"use client";

import { useEffect, useState } from "react";
import { askOrder } from "./post-sale.ts";

type Asked = { payment: { processing: boolean } | null };

const everyMs = 2_500;
const longMs = 30_000;

/** Waits for the bank: the page shows what came of it by itself. */
export function PaymentWait({
  token,
  words,
  note,
}: {
  token: string;
  words: Record<"title" | "help" | "still", string>;
  note: string | null;
}) {
  const [isLong, setIsLong] = useState(false);
  useEffect(() => {
    let looking: ReturnType<typeof setTimeout>;
    const look = async () => {
      // Without an answer nothing is known, and the next look may have one.
      const outcome = await askOrder<Asked>(token).catch(() => null);
      // Looking ends here: another reload would begin the first anew where the server is slow.
      if (outcome?.ok && !outcome.value.payment?.processing) window.location.reload();
      else looking = setTimeout(() => void look(), everyMs);
    };
    looking = setTimeout(() => void look(), everyMs);
    const long = setTimeout(() => setIsLong(true), longMs);
    return () => {
      clearTimeout(looking);
      clearTimeout(long);
    };
  }, [token]);
  return (
    <section className="mt-6">
      <div aria-hidden className="mb-5 h-1 overflow-clip rounded-full bg-line">
        <div className="h-full w-2/5 rounded-full bg-signal motion-safe:animate-[sale-wait_1.6s_ease-in-out_infinite]" />
      </div>
      <h2 className="font-display text-2xl font-semibold tracking-tight">{words.title}</h2>
      <output className="mt-2 block break-words">
        {words.help} {isLong && <span className="mt-2 block font-medium">{words.still}</span>}
      </output>
      {note && <p className="mt-2 text-sm text-soft">{note}</p>}
    </section>
  );
}
