"use client";

import { type FormEvent, type ReactNode, useId, useState } from "react";
import { looks } from "./looks.ts";
import { TextInput } from "./text-input.tsx";
import { useTicketChange } from "./use-ticket-change.ts";

export type ChangeWords = Record<
  | "mail"
  | "mailHelp"
  | "mailSend"
  | "rename"
  | "renameSend"
  | "transfer"
  | "transferHelp"
  | "transferSend"
  | "name"
  | "email"
  | "offline",
  string
>;

/** What may be done with one ticket: send it to whoever will show it, rename it, give it away. */
export function TicketChanges({
  token,
  ticket,
  holder,
  email,
  may,
  words,
}: {
  token: string;
  ticket: string;
  holder: string;
  email: string;
  may: { mail: boolean; rename: boolean; transfer: boolean };
  words: ChangeWords;
}) {
  const group = useId();
  const { busy, said, change } = useTicketChange(token, words.offline);
  const [typed, setTyped] = useState({ mail: email, name: holder, toName: "", toEmail: "" });
  const field = (key: keyof typeof typed) => ({
    value: typed[key],
    onChange: (event: { target: { value: string } }) =>
      setTyped({ ...typed, [key]: event.target.value }),
    required: true,
    maxLength: 200,
    dir: "auto",
    autoComplete: "off",
  });
  const send =
    (act: Parameters<typeof change>[0], input: Record<string, unknown>) => (event: FormEvent) => {
      event.preventDefault();
      void change(act, { ticket, ...input });
    };
  const button = (label: string) => (
    <button type="submit" aria-busy={busy} className={looks.second}>
      {label}
    </button>
  );
  return (
    <div className="mt-2 border-t border-line">
      {may.mail && (
        <Act group={group} title={words.mail} help={words.mailHelp}>
          <form onSubmit={send("mail", { email: typed.mail.trim() })} className="grid gap-3">
            <TextInput label={words.email} type="email" {...field("mail")} />
            {button(words.mailSend)}
          </form>
        </Act>
      )}
      {may.rename && (
        <Act group={group} title={words.rename}>
          <form onSubmit={send("rename", { name: typed.name.trim() })} className="grid gap-3">
            <TextInput label={words.name} {...field("name")} />
            {button(words.renameSend)}
          </form>
        </Act>
      )}
      {may.transfer && (
        <Act group={group} title={words.transfer} help={words.transferHelp}>
          <form
            onSubmit={send("transfer", { name: typed.toName.trim(), email: typed.toEmail.trim() })}
            className="grid gap-3"
          >
            <TextInput label={words.name} {...field("toName")} />
            <TextInput label={words.email} type="email" {...field("toEmail")} />
            {button(words.transferSend)}
          </form>
        </Act>
      )}
      <output className="block text-sm empty:hidden">
        {said && (
          <span className={said.ok ? "mt-2 block text-confirmed" : `mt-2 block ${looks.refusal}`}>
            {said.text}
          </span>
        )}
      </output>
    </div>
  );
}

/** One act, closed until it is wanted; opening one closes the others of its ticket. */
function Act({
  group,
  title,
  help,
  children,
}: {
  group: string;
  title: string;
  help?: string;
  children: ReactNode;
}) {
  return (
    <details name={group} className="group/act border-b border-line last-of-type:border-0">
      <summary className="flex min-h-11 cursor-pointer items-center justify-between gap-3 text-sm font-medium hover:text-soft">
        {title}
        <span
          aria-hidden
          className="text-soft transition-transform duration-120 group-open/act:rotate-45"
        >
          +
        </span>
      </summary>
      <div className="pb-4">
        {help && <p className="mb-3 text-sm text-soft">{help}</p>}
        {children}
      </div>
    </details>
  );
}
