"use client";

import { FileDown } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "../components/button.tsx";
import { saveFile } from "../lists/csv.ts";

/** Saves a text that the page holds already. */
export function SaveFile({
  name,
  text,
  mime,
  children,
}: {
  name: string;
  text: string;
  mime: string;
  children: ReactNode;
}) {
  return (
    <Button
      look="ink"
      icon={<FileDown aria-hidden className="size-4" />}
      onClick={() => saveFile(name, text, mime)}
    >
      {children}
    </Button>
  );
}
