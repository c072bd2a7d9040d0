"use client";

import type { SaleState as State } from "#tools/ticketing/sale-state-names.ts";
import { StatusGlyph } from "../components/status-glyph.tsx";
import { useChoiceLabel } from "../forms/form-control.tsx";

/** Where a sale stands: a shape and a word. Sold out is a moment: it takes the footlights. */
export function SaleState({ state, share = 0 }: { state: State; share?: number }) {
  const label = useChoiceLabel()("sale_state", state);
  return (
    <span className="inline-flex items-center gap-1.5 text-sm whitespace-nowrap">
      <Glyph state={state} share={share} />
      <span className={words[state]}>{label}</span>
    </span>
  );
}

const words: Record<State, string> = {
  not_on_sale: "text-faint",
  on_sale: "text-on-sale",
  sold_out: "font-medium text-ink",
  ended: "text-soft",
  cancelled: "text-danger",
};

function Glyph({ state, share }: { state: State; share: number }) {
  if (state === "sold_out") {
    return (
      <span
        aria-hidden
        className="mx-px size-3.5 shrink-0 rounded-full"
        style={{ background: "var(--footlights)" }}
      />
    );
  }
  if (state === "not_on_sale") {
    return (
      <span
        aria-hidden
        className="mx-px size-3.5 shrink-0 rounded-full border-2 border-dashed border-edge"
      />
    );
  }
  return (
    <StatusGlyph
      status={state === "on_sale" ? "on_sale" : state === "ended" ? "played" : "cancelled"}
      share={share}
    />
  );
}
