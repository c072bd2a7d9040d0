"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { useMay } from "../shell/permissions.tsx";

export function ImportLink({ className, children }: { className: string; children: ReactNode }) {
  if (!useMay()("contacts:write")) return null;
  return (
    <Link href="/contacts/import" className={className}>
      {children}
    </Link>
  );
}
