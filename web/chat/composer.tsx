"use client";

import { ArrowUp, Paperclip, Slash, Square } from "lucide-react";
import { useTranslations } from "next-intl";
import {
  type ClipboardEvent,
  type KeyboardEvent,
  useCallback,
  useEffect,
  useId,
  useImperativeHandle,
  useRef,
  useState,
  type Ref,
} from "react";
import { IconButton } from "../components/button.tsx";
import { toast } from "../components/toast.tsx";
import { useCatalogue } from "../shell/catalogue.ts";
import { onDraft } from "./draft.ts";
import { rankTools } from "../shell/match.ts";
import { type Option, OptionList, useOptions } from "../components/option-list.tsx";
import { type Pasted, readPaste } from "./paste.ts";
import { PastedBlock } from "./pasted-block.tsx";
import { WaitingFiles } from "./file-chips.tsx";
import type { Uploaded } from "./upload-file.ts";
import { useFiles } from "./use-files.ts";

export type ComposerHandle = {
  fill(text: string, pasted?: Pasted[], documents?: Uploaded[]): void;
  attach(files: Iterable<File>): void;
  focus(): void;
};

const accepted = ".pdf,.eml,.txt,.csv,image/png,image/jpeg,image/webp,image/gif";

/** Where a person writes: several lines, pasted lists as blocks, `/` for everything that can be done. */
export function Composer({
  ref,
  busy,
  editing,
  onSend,
  onStop,
  onEditLast,
  onLeaveEdit,
}: {
  ref: Ref<ComposerHandle>;
  busy: boolean;
  editing: boolean;
  onSend(texts: string[], documents?: Uploaded[]): void;
  onStop(): void;
  onEditLast(): void;
  onLeaveEdit(): void;
}) {
  const t = useTranslations("composer");
  const listId = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState("");
  const [pasted, setPasted] = useState<Pasted[]>([]);
  const [closed, setClosed] = useState(false);
  const chooser = useRef<HTMLInputElement>(null);
  const { files, add, remove, put, waiting, documents } = useFiles();
  const catalogue = useCatalogue();

  const fill = useCallback(
    (next: string, blocks: Pasted[] = [], attached?: Uploaded[]) => {
      setText(next);
      setPasted(blocks);
      if (attached) put(attached);
      requestAnimationFrame(() => {
        box.current?.focus();
        box.current?.setSelectionRange(next.length, next.length);
      });
    },
    [put],
  );
  useImperativeHandle(ref, () => ({ fill, attach: add, focus: () => box.current?.focus() }), [
    fill,
    add,
  ]);
  const sendNow = useRef(onSend);
  useEffect(() => {
    sendNow.current = onSend;
  });
  useEffect(
    () => onDraft(({ text: draft, send }) => (send ? sendNow.current([draft]) : fill(draft))),
    [fill],
  );
  useEffect(() => {
    // On a phone, the keyboard would cover the page that was just opened.
    if (window.matchMedia("(pointer: fine)").matches) box.current?.focus();
  }, []);

  const slash = text.startsWith("/") && !text.includes("\n") && !closed;
  const query = text.slice(1);
  const options: Option[] = slash
    ? rankTools(catalogue, query)
        .slice(0, 40)
        .map((tool) => ({
          key: tool.name,
          label: tool.title,
          detail: tool.example,
          run: () => fill(tool.example),
        }))
    : [];
  const list = useOptions(options, () => setClosed(true));
  const open = slash && options.length > 0;

  const ready = !waiting && (text.trim() !== "" || pasted.length > 0 || documents.length > 0);
  const sendTyped = () => {
    if (!ready || busy) return;
    const typed = text.trim();
    onSend([...(typed ? [typed] : []), ...pasted.map((block) => block.text)], documents);
    setText("");
    setPasted([]);
    put([]);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (open && list.onKeyDown(event)) return;
    if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault();
      sendTyped();
    } else if (event.key === "Escape") {
      if (busy) onStop();
      else if (editing) onLeaveEdit();
    } else if (event.key === "ArrowUp" && text === "" && pasted.length === 0 && !busy) {
      event.preventDefault();
      onEditLast();
    }
  };

  const onPaste = (event: ClipboardEvent) => {
    if (event.clipboardData.files.length > 0) {
      event.preventDefault();
      add(event.clipboardData.files);
      return;
    }
    const paste = readPaste(event.clipboardData.getData("text/plain"));
    if (paste.kind === "inline") return;
    event.preventDefault();
    if (paste.kind === "block") setPasted((blocks) => [...blocks, paste.pasted]);
    else toast(t(paste.kind), { failed: true });
  };

  return (
    <div className="relative">
      {open && (
        <div className="absolute inset-x-0 bottom-full z-10 mb-2 overflow-clip rounded-lg border border-line bg-raised shadow-overlay">
          <OptionList
            id={listId}
            label={t("tools")}
            options={options}
            index={list.index}
            onPoint={list.setIndex}
            className="max-h-72"
          />
        </div>
      )}
      <div className="rounded-lg border border-edge bg-surface shadow-lift transition-colors duration-120 focus-within:border-ink">
        {editing && (
          <div className="flex items-center justify-between px-4 pt-2 text-sm text-faint">
            {t("editing")}
            <button
              type="button"
              className="underline underline-offset-4 hover:text-ink"
              onClick={onLeaveEdit}
            >
              {t("leaveEdit")}
            </button>
          </div>
        )}
        {pasted.length > 0 && (
          <div className="flex flex-col gap-2 px-3 pt-3">
            {pasted.map((block) => (
              <PastedBlock
                key={block.id}
                text={block.text}
                lines={block.lines}
                onRemove={() => setPasted((blocks) => blocks.filter(({ id }) => id !== block.id))}
              />
            ))}
          </div>
        )}
        {files.length > 0 && <WaitingFiles files={files} onRemove={remove} />}
        <textarea
          ref={box}
          rows={1}
          value={text}
          autoComplete="off"
          maxLength={20_000}
          aria-label={t("label")}
          placeholder={t("placeholder")}
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- An input has one line.
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={open}
          aria-controls={open ? listId : undefined}
          aria-activedescendant={open ? `${listId}-${list.index}` : undefined}
          onChange={(event) => {
            setText(event.target.value);
            setClosed(false);
          }}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          className="field-sizing-content block max-h-[40dvh] min-h-12 w-full resize-none bg-transparent px-4 pt-3 pb-1 outline-none max-sm:text-[1rem]"
        />
        <div className="flex items-center gap-2 px-2 pb-2">
          <input
            ref={chooser}
            type="file"
            multiple
            hidden
            accept={accepted}
            aria-label={t("attach")}
            onChange={(event) => {
              add(event.target.files ?? []);
              event.target.value = "";
            }}
          />
          <IconButton label={t("attach")} onClick={() => chooser.current?.click()}>
            <Paperclip />
          </IconButton>
          <IconButton
            label={t("openTools")}
            onClick={() => {
              setClosed(false);
              fill("/");
            }}
          >
            <Slash />
          </IconButton>
          <span className="hidden text-xs text-faint sm:inline">{t("hint")}</span>
          <span className="ml-auto">
            {busy ? (
              <IconButton label={t("stop")} size={36} look="ink" round onClick={onStop}>
                <Square className="size-3!" fill="currentColor" />
              </IconButton>
            ) : (
              <IconButton
                label={t("send")}
                size={36}
                look={ready ? "signal" : "quiet"}
                round
                disabled={!ready}
                className={ready ? "" : "bg-hover"}
                onClick={sendTyped}
              >
                <ArrowUp strokeWidth={2.5} />
              </IconButton>
            )}
          </span>
        </div>
      </div>
    </div>
  );
}
