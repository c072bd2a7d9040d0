"use client";

import type { ReactNode } from "react";
import type { OrderStatus as Status } from "#tools/ticketing/order-status.ts";
import { classNames } from "../design/class-names.ts";
import { useChoiceLabel } from "../forms/form-control.tsx";

/** A shape and a word: a full disc is paid, half of one partly refunded, a ring given back. */
export function OrderStatus({ status }: { status: Status }) {
  const label = useChoiceLabel()("order_status", status);
  const { colour, mark } = looks[status];
  return (
    <span
      className={classNames("inline-flex items-center gap-1.5 text-sm whitespace-nowrap", colour)}
    >
      <svg aria-hidden viewBox="0 0 12 12" className="size-3 shrink-0">
        {mark}
      </svg>
      {label}
    </span>
  );
}

const ring = <circle cx="6" cy="6" r="4.75" fill="none" stroke="currentColor" strokeWidth="1.5" />;
const looks: Record<Status, { colour: string; mark: ReactNode }> = {
  held: {
    colour: "text-option",
    mark: (
      <circle
        cx="6"
        cy="6"
        r="4.75"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeDasharray="2.2 1.5"
      />
    ),
  },
  paid: { colour: "text-confirmed", mark: <circle cx="6" cy="6" r="5.5" fill="currentColor" /> },
  partially_refunded: {
    colour: "text-option",
    mark: (
      <>
        {ring}
        <path d="M6 1.25a4.75 4.75 0 0 1 0 9.5z" fill="currentColor" />
      </>
    ),
  },
  refunded: { colour: "text-soft", mark: ring },
  cancelled: {
    colour: "text-danger",
    mark: <path d="m2.5 2.5 7 7m0-7-7 7" stroke="currentColor" strokeWidth="1.75" />,
  },
  expired: {
    colour: "text-faint",
    mark: <path d="M2 6h8" stroke="currentColor" strokeWidth="1.75" />,
  },
};
