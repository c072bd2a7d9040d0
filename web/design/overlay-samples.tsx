"use client";

import { Copy, Pencil, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../components/button.tsx";
import { Dialog } from "../components/dialog.tsx";
import { Menu, MenuItem, MenuLine } from "../components/menu.tsx";
import { Tabs } from "../components/tabs.tsx";
import { toast } from "../components/toast.tsx";

export function OverlaySamples() {
  const t = useTranslations("design");
  const [open, setOpen] = useState(false);
  return (
    <div className="flex flex-col gap-6">
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => setOpen(true)}>{t("open")}</Button>
        <Menu align="start" trigger={<Button>Menu</Button>}>
          <MenuItem icon={<Pencil />} onClick={() => {}}>
            Renommer
          </MenuItem>
          <MenuItem icon={<Copy />} onClick={() => {}}>
            Copier
          </MenuItem>
          <MenuLine />
          <MenuItem icon={<Trash2 />} danger onClick={() => {}}>
            Supprimer
          </MenuItem>
        </Menu>
        <Button
          onClick={() => toast(t("toastText"), { action: { label: t("undo"), run: () => {} } })}
        >
          {t("toast")}
        </Button>
      </div>
      <Tabs
        label={t("cards")}
        tabs={[
          { value: "a", label: "Dates", content: <p className="text-soft">9</p> },
          { value: "b", label: "Documents", content: <p className="text-soft">4</p> },
        ]}
      />
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Supprimer la conversation"
        description="Ses messages seront effacés."
        foot={
          <>
            <Button onClick={() => setOpen(false)}>Ne rien changer</Button>
            <Button look="danger" onClick={() => setOpen(false)}>
              Supprimer
            </Button>
          </>
        }
      >
        {null}
      </Dialog>
    </div>
  );
}
