"use client";

import type { Card } from "#tools/core/card.ts";
import { DatesCard } from "./dates-card.tsx";
import { DocumentCard } from "./document-card.tsx";
import { FactsCard } from "./facts-card.tsx";
import { PerformanceCard } from "./performance-card.tsx";
import { SalesCard } from "./sales-card.tsx";
import { TableCard } from "./table-card.tsx";

/** Draws any card that a tool may show. */
export function ShowCard({ card }: { card: Card }) {
  switch (card.kind) {
    case "dates":
      return <DatesCard card={card} />;
    case "performance":
      return <PerformanceCard card={card} />;
    case "sales":
      return <SalesCard card={card} />;
    case "document":
      return <DocumentCard card={card} />;
    case "facts":
      return <FactsCard card={card} />;
    case "table":
      return <TableCard card={card} />;
  }
}

export type CardOf<Kind extends Card["kind"]> = Extract<Card, { kind: Kind }>;
