"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { Button } from "../components/button.tsx";
import { useTools } from "../forms/tool-runner.tsx";
import { pageOf } from "../shell/links.ts";
import { useMay } from "../shell/permissions.tsx";

export function NewArtist() {
  const t = useTranslations("artists");
  const router = useRouter();
  const { openForm } = useTools();
  if (!useMay()("tours:write")) return null;
  return (
    <Button
      look="ink"
      icon={<Plus aria-hidden className="size-4" />}
      onClick={() =>
        openForm({
          tool: "tours_create_artist",
          title: t("new"),
          onDone: ({ about: [artist] }) => {
            const page = artist && pageOf("artist", artist.id);
            if (page) router.push(page);
          },
        })
      }
    >
      {t("new")}
    </Button>
  );
}
