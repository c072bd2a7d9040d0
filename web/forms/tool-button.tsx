"use client";

import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import type { SubjectKind } from "#tools/core/tool.ts";
import { Button } from "../components/button.tsx";
import type { ButtonLook, ButtonSize } from "../components/button-look.ts";
import { pageOf } from "../shell/links.ts";
import { useMay } from "../shell/permissions.tsx";
import { type FormAsked, useTools } from "./tool-runner.tsx";

/** Opens a tool as a form, for members who may run it. A server page can place it as it stands. */
export function ToolButton({
  permission,
  form,
  look = "outline",
  size = "md",
  icon,
  open,
  label,
  children,
}: {
  permission: string;
  form: Omit<FormAsked, "onDone">;
  look?: ButtonLook;
  size?: ButtonSize;
  icon?: ReactNode;
  /** Goes to the page of the row of this kind that the form made. */
  open?: SubjectKind;
  /** Says more than the words in it, for who cannot see around it. */
  label?: string;
  children: ReactNode;
}) {
  const router = useRouter();
  const { openForm } = useTools();
  if (!useMay()(permission)) return null;
  return (
    <Button
      look={look}
      size={size}
      icon={icon}
      aria-label={label}
      onClick={() =>
        openForm({
          ...form,
          onDone: ({ about }) => {
            const row = about.find(({ kind }) => kind === open);
            const page = row && pageOf(row.kind, row.id);
            if (page) router.push(page);
          },
        })
      }
    >
      {children}
    </Button>
  );
}
