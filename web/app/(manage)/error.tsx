"use client";

import { useTranslations } from "next-intl";
import { Button } from "../../components/button.tsx";
import { EmptyState } from "../../components/empty-state.tsx";

export default function ChatError({
  retry,
}: {
  error: Error;
  retry?: () => void;
  reset?: () => void;
}) {
  const t = useTranslations("chat");
  return (
    <div className="grid h-full place-items-center">
      <EmptyState
        title={t("pageError")}
        action={
          <Button onClick={() => (retry ? retry() : window.location.reload())}>{t("retry")}</Button>
        }
      >
        {t("pageErrorHelp")}
      </EmptyState>
    </div>
  );
}
