"use client";

import { useState } from "react";

/** The rows that are ticked; with shift, those between the last ticked and this one too. */
export function useSelection<Row extends { id: string }>(rows: Row[]) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [last, setLast] = useState<string | null>(null);
  const selected = rows.filter(({ id }) => chosen.has(id));
  const clear = () => setChosen(new Set());
  return {
    rows: selected,
    has: (row: Row) => chosen.has(row.id),
    all: rows.length > 0 && selected.length === rows.length,
    clear,
    toggleAll: () =>
      selected.length === rows.length ? clear() : setChosen(new Set(rows.map(({ id }) => id))),
    toggle: (row: Row, range = false) => {
      const next = new Set(chosen);
      const from = rows.findIndex(({ id }) => id === last);
      const to = rows.findIndex(({ id }) => id === row.id);
      const span =
        range && from >= 0 ? rows.slice(Math.min(from, to), Math.max(from, to) + 1) : [row];
      const on = !chosen.has(row.id);
      for (const { id } of span) {
        if (on) next.add(id);
        else next.delete(id);
      }
      setChosen(next);
      setLast(row.id);
    },
  };
}
