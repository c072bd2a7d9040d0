"use client";

import { Ban, Check, CircleDashed, FileCheck, PenLine, Send } from "lucide-react";
import { classNames } from "../design/class-names.ts";
import { useChoiceLabel } from "../forms/form-control.tsx";

const looks = {
  draft: { icon: CircleDashed, colour: "text-faint" },
  issued: { icon: FileCheck, colour: "text-on-sale" },
  sent: { icon: Send, colour: "text-on-sale" },
  signed: { icon: PenLine, colour: "text-confirmed" },
  paid: { icon: Check, colour: "text-confirmed" },
  cancelled: { icon: Ban, colour: "text-danger" },
} as const;

/** Where a document stands: a shape, a colour and the word. */
export function PaperStatus({ status }: { status: string }) {
  const choice = useChoiceLabel();
  const { icon: Icon, colour } = looks[status as keyof typeof looks] ?? looks.draft;
  return (
    <span className={classNames("inline-flex items-center gap-1.5 whitespace-nowrap", colour)}>
      <Icon aria-hidden className="size-3.5" />
      {choice("document_status", status)}
    </span>
  );
}
