"use client";

import { looks } from "./looks.ts";
import { SaidLine } from "./said-line.tsx";
import { useAfterSale } from "./use-after-sale.ts";

type Line = {
  id: string;
  label: string;
  price: string;
  state: "offered" | "being_paid" | "sold" | null;
  /** What the state means. */
  said: string | null;
};

/** The tickets of an order, each offered to the waiting list or kept. */
export function ResaleTickets({
  token,
  tickets,
  words,
}: {
  token: string;
  tickets: Line[];
  words: Record<"offer" | "withdraw" | "offline", string>;
}) {
  const { busy, said, ask } = useAfterSale(token, words.offline);
  return (
    <>
      <ul className="mt-3 divide-y divide-line border-y border-line">
        {tickets.map((ticket) => (
          <li
            key={ticket.id}
            className="figures flex min-h-13 flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2"
          >
            <span className="min-w-0">
              <span className="block font-medium">
                {ticket.label} · {ticket.price}
              </span>
              {ticket.said && <span className="block text-sm text-soft">{ticket.said}</span>}
            </span>
            {(ticket.state === null || ticket.state === "offered") && (
              <button
                type="button"
                aria-busy={busy !== null}
                aria-label={`${ticket.state ? words.withdraw : words.offer} : ${ticket.label}`}
                className={looks.second}
                onClick={() => void ask(ticket.state ? "withdraw" : "offer", { ticket: ticket.id })}
              >
                {ticket.state ? words.withdraw : words.offer}
              </button>
            )}
          </li>
        ))}
      </ul>
      <SaidLine said={said} />
    </>
  );
}
