import { readMail } from "./mail.ts";
import { readPdf, type TextItem } from "./pdf.ts";
import { UnreadableFile } from "./unreadable-file.ts";

/** What a file says, before anything is made of it. */
export type FileText =
  | { kind: "pdf"; mime: "application/pdf"; pages: TextItem[][] }
  | { kind: "image"; mime: string }
  | { kind: "mail"; mime: "message/rfc822"; subject: string; text: string; attachments: Attached[] }
  | { kind: "text"; mime: string; text: string };

export type Attached = { name: string; bytes: Uint8Array };

const images: [mime: string, magic: number[]][] = [
  ["image/jpeg", [0xff, 0xd8, 0xff]],
  ["image/png", [0x89, 0x50, 0x4e, 0x47]],
  ["image/gif", [0x47, 0x49, 0x46, 0x38]],
];

/**
 * Reads a file in this process: its kind comes from what it holds, never from what it is called.
 * Throws UnreadableFile.
 */
export async function readFileText(name: string, bytes: Uint8Array): Promise<FileText> {
  if (bytes.length === 0) throw new UnreadableFile("empty");
  if (hasPdfHeader(bytes)) return readPdf(bytes);
  const image = images.find(([, magic]) => startsWith(bytes, magic));
  if (image) return { kind: "image", mime: image[0] };
  if (ascii(bytes, 0, 4) === "RIFF" && ascii(bytes, 8, 12) === "WEBP")
    return { kind: "image", mime: "image/webp" };
  const text = asText(bytes);
  if (text === undefined) throw new UnreadableFile("unknown_kind");
  if (/\.eml$/i.test(name) || looksLikeMail(text)) return readMail(bytes);
  if (/<html[\s>]|<!doctype html/i.test(text.slice(0, 2_000)))
    throw new UnreadableFile("unknown_kind");
  return { kind: "text", mime: /\.csv$/i.test(name) ? "text/csv" : "text/plain", text };
}

const startsWith = (bytes: Uint8Array, magic: number[]) =>
  magic.every((byte, at) => bytes[at] === byte);
const ascii = (bytes: Uint8Array, from: number, to: number) =>
  String.fromCharCode(...bytes.subarray(from, to));

/** Readers of PDF accept a little before the header. */
const hasPdfHeader = (bytes: Uint8Array) =>
  ascii(bytes, 0, Math.min(bytes.length, 1_024)).includes("%PDF-");

const looksLikeMail = (text: string) =>
  /^(?:received|return-path|message-id|mime-version|from|delivered-to):/im.test(
    text.slice(0, 2_000).split(/\r?\n\r?\n/)[0] ?? "",
  ) && /^(?:from|subject|date):/im.test(text.slice(0, 8_000));

function asText(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    // Older office programs write French in Windows-1252.
    const text = new TextDecoder("windows-1252").decode(bytes);
    // oxlint-disable-next-line no-control-regex
    return /[\u0001-\u0008\u000e-\u001f]/.test(text) ? undefined : text;
  }
}
