"use client";

import { Plus } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "../../components/button.tsx";
import { Panel } from "../../components/panel.tsx";

/** A part of a date's page, which its sub-navigation leads to. */
export function Section({
  id,
  title,
  subtitle,
  aside,
  foot,
  flush = false,
  children,
}: {
  id: string;
  title: string;
  subtitle?: ReactNode;
  aside?: ReactNode;
  foot?: ReactNode;
  flush?: boolean;
  children?: ReactNode;
}) {
  return (
    <Panel
      id={id}
      level={2}
      title={title}
      subtitle={subtitle}
      aside={aside}
      foot={foot}
      flush={flush}
      className="scroll-mt-14"
    >
      {children}
    </Panel>
  );
}

export function AddButton({
  label,
  onClick,
  named,
}: {
  label: string;
  onClick(): void;
  /** What is added, where several buttons say the same. */
  named?: string;
}) {
  return (
    <Button
      size="sm"
      look="quiet"
      aria-label={named}
      icon={<Plus aria-hidden className="size-3.5" />}
      onClick={onClick}
    >
      {label}
    </Button>
  );
}

/** What is not there yet, in one quiet line. */
export function Nothing({ children }: { children: ReactNode }) {
  return <p className="px-4 pb-4 text-sm text-faint">{children}</p>;
}
