"use client";

import { History } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { IconButton } from "../components/button.tsx";
import { Dialog } from "../components/dialog.tsx";
import type { ConversationLine } from "./history.ts";
import { HistoryList } from "./history-list.tsx";

/** The conversation as a page: its history on the left, in a drawer where there is no room. */
export function ChatFrame({
  conversations,
  children,
}: {
  conversations: ConversationLine[];
  children: ReactNode;
}) {
  const t = useTranslations("sidebar");
  const [drawer, setDrawer] = useState(false);
  const history = <HistoryList initial={conversations} onLeave={() => setDrawer(false)} />;
  return (
    <div className="grid h-full lg:grid-cols-[14rem_minmax(0,1fr)]">
      <div className="hidden min-h-0 border-r border-line lg:block">{history}</div>
      <div className="relative min-h-0">
        <IconButton
          label={t("label")}
          look="floating"
          size={36}
          className="absolute top-2 left-2 z-2 lg:hidden"
          onClick={() => setDrawer(true)}
        >
          <History />
        </IconButton>
        {children}
      </div>
      <Dialog open={drawer} onOpenChange={setDrawer} title={t("label")} shape="sheet">
        {history}
      </Dialog>
    </div>
  );
}
