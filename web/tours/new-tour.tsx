"use client";

import { ClipboardPaste, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { Button } from "../components/button.tsx";
import { useTools } from "../forms/tool-runner.tsx";
import { pageOf } from "../shell/links.ts";
import { useMay } from "../shell/permissions.tsx";

/** A tour from nothing, or from the list of dates that came in a mail. */
export function NewTour() {
  const t = useTranslations("tours");
  const router = useRouter();
  const { openForm } = useTools();
  const paste = usePasteRouting();
  if (!useMay()("tours:write")) return null;
  return (
    <>
      <Button icon={<ClipboardPaste aria-hidden className="size-4" />} onClick={() => paste()}>
        {t("paste")}
      </Button>
      <Button
        look="ink"
        icon={<Plus aria-hidden className="size-4" />}
        onClick={() =>
          openForm({
            tool: "tours_create_tour",
            title: t("new"),
            onDone: ({ about: [tour] }) => {
              const page = tour && pageOf("tour", tour.id);
              if (page) router.push(page);
            },
          })
        }
      >
        {t("new")}
      </Button>
    </>
  );
}

/** Dates pasted as lines or a table: a new tour, or more dates for one that stands. */
export function usePasteRouting(): (tour?: string) => void {
  const t = useTranslations("tours");
  const router = useRouter();
  const { openForm } = useTools();
  return (tour) =>
    openForm({
      tool: "tours_plan_tour",
      title: t("paste"),
      submit: t("pasteIt"),
      ...(tour ? { preset: { tour } } : {}),
      only: tour ? ["text", "status"] : ["text", "name", "artist", "status"],
      initial: { status: "confirmed" },
      onDone: ({ about }) => {
        const made = about.find(({ kind }) => kind === "tour");
        const page = made && pageOf("tour", made.id);
        if (page && !tour) router.push(page);
      },
    });
}
