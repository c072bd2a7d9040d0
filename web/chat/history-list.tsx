"use client";

import { MessageSquareText, MoreHorizontal, Pencil, Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { usePathname, useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { Button, IconButton } from "../components/button.tsx";
import { Dialog } from "../components/dialog.tsx";
import { TextField } from "../components/field.tsx";
import { Menu, MenuItem } from "../components/menu.tsx";
import { toast } from "../components/toast.tsx";
import { classNames } from "../design/class-names.ts";
import {
  byAge,
  changeConversation,
  type ConversationLine,
  fetchConversations,
  onConversation,
} from "./history.ts";

/** The conversations of this person, by age, each to open, rename or delete. */
export function HistoryList({
  initial,
  onLeave,
}: {
  initial: ConversationLine[];
  /** A choice was made: the drawer of a narrow screen closes. */
  onLeave(): void;
}) {
  const t = useTranslations("sidebar");
  const lines = useHistory(initial);
  const path = usePathname();
  const [renaming, setRenaming] = useState<ConversationLine | null>(null);
  const [deleting, setDeleting] = useState<ConversationLine | null>(null);
  return (
    <nav aria-label={t("label")} className="flex h-full flex-col bg-sunken/50">
      <div className="px-2 pt-3">
        <Link
          href="/chat"
          onClick={onLeave}
          className="flex h-9 items-center gap-2.5 rounded-sm px-2.5 text-sm font-medium hover:bg-hover"
        >
          <Plus aria-hidden className="size-4 text-signal" />
          {t("new")}
        </Link>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-2 pt-3 pb-4">
        {lines.length === 0 && <p className="px-2.5 pt-1 text-sm text-faint">{t("empty")}</p>}
        {byAge(lines).map(([age, group]) => (
          <section key={age} className="mb-3">
            <h2 className="px-2.5 pb-1 text-xs text-faint">{t(age)}</h2>
            <ul>
              {group.map((line) => {
                const here = path === `/chat/${line.id}`;
                return (
                  <li
                    key={line.id}
                    className={classNames(
                      "group/line relative flex items-center rounded-sm hover:bg-hover",
                      here && "bg-pressed",
                    )}
                  >
                    <Link
                      href={`/chat/${line.id}`}
                      prefetch={false}
                      aria-current={here ? "page" : undefined}
                      onClick={onLeave}
                      className="min-w-0 flex-1 truncate rounded-sm px-2.5 py-1.5 text-sm"
                    >
                      {line.title ?? t("untitled")}
                    </Link>
                    <Menu
                      trigger={
                        <IconButton
                          label={t("more", { title: line.title ?? t("untitled") })}
                          size={28}
                          className="absolute right-1 bg-sunken opacity-0 group-focus-within/line:opacity-100 group-hover/line:opacity-100 data-popup-open:opacity-100 pointer-coarse:opacity-100"
                        >
                          <MoreHorizontal />
                        </IconButton>
                      }
                    >
                      <MenuItem icon={<Pencil />} onClick={() => setRenaming(line)}>
                        {t("rename")}
                      </MenuItem>
                      <MenuItem icon={<Trash2 />} danger onClick={() => setDeleting(line)}>
                        {t("delete")}
                      </MenuItem>
                    </Menu>
                  </li>
                );
              })}
            </ul>
          </section>
        ))}
      </div>
      <RenameDialog line={renaming} onClose={() => setRenaming(null)} />
      <DeleteDialog line={deleting} onClose={() => setDeleting(null)} />
    </nav>
  );
}

function useHistory(initial: ConversationLine[]) {
  const [read, setRead] = useState({ initial, lines: initial });
  useEffect(
    () =>
      onConversation(() => {
        // Offline, the list on screen stays.
        fetchConversations("").then(
          (lines) => setRead({ initial, lines }),
          () => {},
        );
      }),
    [initial],
  );
  // What the server drew last wins over what was fetched before.
  return read.initial === initial ? read.lines : initial;
}

function RenameDialog({ line, onClose }: { line: ConversationLine | null; onClose(): void }) {
  const t = useTranslations("sidebar");
  const [busy, setBusy] = useState(false);
  return (
    <Dialog
      open={line !== null}
      onOpenChange={(open) => !open && onClose()}
      title={t("renameTitle")}
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          const title = String(new FormData(event.currentTarget).get("title") ?? "").trim();
          if (!line || !title) return;
          setBusy(true);
          changeConversation(line.id, { title })
            .then(onClose, () => toast(t("failed"), { failed: true }))
            .finally(() => setBusy(false));
        }}
      >
        <TextField
          label={t("title")}
          name="title"
          required
          maxLength={120}
          defaultValue={line?.title ?? ""}
          // The dialog was opened to write this.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
        />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button look="ink" type="submit" busy={busy}>
            {t("rename")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function DeleteDialog({ line, onClose }: { line: ConversationLine | null; onClose(): void }) {
  const t = useTranslations("sidebar");
  const router = useRouter();
  const path = usePathname();
  const [busy, setBusy] = useState(false);
  return (
    <Dialog
      open={line !== null}
      onOpenChange={(open) => !open && onClose()}
      title={t("deleteTitle")}
      description={t("deleteHelp")}
    >
      <p className="flex items-center gap-2 rounded-md bg-sunken px-3 py-2 text-sm">
        <MessageSquareText aria-hidden className="size-4 text-faint" />
        {line?.title ?? t("untitled")}
      </p>
      <div className="mt-5 flex justify-end gap-2">
        <Button onClick={onClose}>{t("cancel")}</Button>
        <Button
          look="danger"
          busy={busy}
          onClick={() => {
            if (!line) return;
            setBusy(true);
            changeConversation(line.id, "delete")
              .then(
                () => {
                  onClose();
                  if (path === `/chat/${line.id}`) router.replace("/chat");
                  return null;
                },
                () => toast(t("failed"), { failed: true }),
              )
              .finally(() => setBusy(false));
          }}
        >
          {t("delete")}
        </Button>
      </div>
    </Dialog>
  );
}
