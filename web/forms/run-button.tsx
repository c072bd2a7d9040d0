"use client";

import { type ReactNode, useState } from "react";
import { Button } from "../components/button.tsx";
import type { ButtonLook } from "../components/button-look.ts";
import { useMay } from "../shell/permissions.tsx";
import { useTools } from "./tool-runner.tsx";

/** Runs a tool at once, for those who may use it. */
export function RunButton({
  permission,
  tool,
  input,
  look = "outline",
  children,
}: {
  permission: string;
  tool: string;
  input: Record<string, unknown>;
  look?: ButtonLook;
  children: ReactNode;
}) {
  const { run } = useTools();
  const [busy, setBusy] = useState(false);
  if (!useMay()(permission)) return null;
  return (
    <Button
      look={look}
      size="sm"
      busy={busy}
      onClick={() => {
        setBusy(true);
        void run(tool, input).finally(() => setBusy(false));
      }}
    >
      {children}
    </Button>
  );
}
