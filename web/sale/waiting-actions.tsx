"use client";

import { useState } from "react";
import { looks } from "./looks.ts";
import { SaidLine } from "./said-line.tsx";
import { useAfterSale } from "./use-after-sale.ts";

/** Takes the ticket that is offered, or leaves the list. */
export function WaitingActions({
  token,
  take,
  words,
}: {
  token: string;
  /** A ticket is offered now. */
  take: boolean;
  words: Record<"take" | "leave" | "sure" | "confirm" | "back" | "offline", string>;
}) {
  const { busy, said, ask } = useAfterSale(token, words.offline);
  const [leaving, setLeaving] = useState(false);
  const buy = async () => {
    const taken = await ask<{ order: string }>("take");
    if (taken) window.location.assign(`/o/${taken.order}`);
  };
  return (
    <div className="mt-5">
      {take && !leaving && (
        <button
          type="button"
          aria-busy={busy === "take"}
          className={looks.act}
          onClick={() => void buy()}
        >
          {words.take}
        </button>
      )}
      {leaving ? (
        <>
          <p className="font-medium">{words.sure}</p>
          <p className="mt-3 flex flex-wrap gap-2.5">
            <button
              type="button"
              aria-busy={busy === "leave"}
              className={looks.second}
              onClick={() => void ask("leave").then(() => setLeaving(false))}
            >
              {words.confirm}
            </button>
            <button type="button" className={looks.second} onClick={() => setLeaving(false)}>
              {words.back}
            </button>
          </p>
        </>
      ) : (
        <p className="mt-2">
          <button type="button" className={looks.link} onClick={() => setLeaving(true)}>
            {words.leave}
          </button>
        </p>
      )}
      <SaidLine said={said} />
    </div>
  );
}
