"use client";

import { useState } from "react";
import { looks } from "./looks.ts";
import { SaidLine } from "./said-line.tsx";
import { useAfterSale } from "./use-after-sale.ts";

const shape = "inline-flex min-h-11 items-center justify-center rounded-md border px-4 font-medium";
const strong = `${shape} border-ink bg-ink text-paper hover:bg-ink/85`;
const danger = `${shape} border-danger/50 bg-surface text-danger hover:bg-danger-wash`;

/** Keep or be refunded: a refund cannot be taken back, so it is asked for twice. */
export function PostponementAnswer({
  token,
  kept,
  words,
}: {
  token: string;
  kept: boolean;
  words: Record<"keep" | "refund" | "sure" | "confirm" | "back" | "offline", string>;
}) {
  const { busy, said, ask } = useAfterSale(token, words.offline);
  const [asking, setAsking] = useState(false);
  return (
    <div className="mt-3">
      {asking ? (
        <>
          <p className="font-medium">{words.sure}</p>
          <p className="mt-3 flex flex-wrap gap-2.5">
            <button
              type="button"
              aria-busy={busy !== null}
              className={danger}
              onClick={() => void ask("answer", { answer: "refund" }).then(() => setAsking(false))}
            >
              {words.confirm}
            </button>
            <button type="button" className={looks.second} onClick={() => setAsking(false)}>
              {words.back}
            </button>
          </p>
        </>
      ) : (
        <p className="flex flex-wrap gap-2.5">
          {!kept && (
            <button
              type="button"
              aria-busy={busy !== null}
              className={strong}
              onClick={() => void ask("answer", { answer: "keep" })}
            >
              {words.keep}
            </button>
          )}
          <button type="button" className={looks.second} onClick={() => setAsking(true)}>
            {words.refund}
          </button>
        </p>
      )}
      <SaidLine said={said} />
    </div>
  );
}
