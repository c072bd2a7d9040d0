import { createHash } from "node:crypto";
import { type FileText, readFileText } from "#integrations/file-text/file-text.ts";
import { type FileTrouble, UnreadableFile } from "#integrations/file-text/unreadable-file.ts";
import {
  type PaperKind,
  paperKindOf,
  paperLanguageOf,
} from "#recognise/documents/read-document.ts";
import { layOut } from "#recognise/layout.ts";
import type { Context } from "../core/context.ts";
import { ToolError } from "../core/errors.ts";
import type { Text } from "../core/text.ts";

export const mostBytes = 20 * 1024 * 1024;

/** Why a file that is kept says nothing: it is a picture, or a scan. */
export const silences = ["image", "scan"] as const;
export type Silence = (typeof silences)[number];

export type Received = {
  name: string;
  title: string;
  fileKind: FileText["kind"];
  mime: string;
  size: number;
  sha256: string;
  key: string;
  pages: string[];
  silence: Silence | null;
  kind: PaperKind;
  language: "fr" | "en";
};

export type Receipt = {
  files: Received[];
  /** Attachments that can't be read, and why. */
  left: { name: string; trouble: FileTrouble }[];
};

/**
 * Reads a file and the attachments of a mail, and keeps their bytes under what they hold, so that the
 * same file received again changes nothing. Throws invalid_input in the words of a person.
 */
export async function receiveFile(
  context: Context,
  name: string,
  content: string,
): Promise<Receipt> {
  const bytes = decode(content);
  const left: Receipt["left"] = [];
  const text = await readFileText(name, bytes).catch((error: unknown) => {
    throw error instanceof UnreadableFile ? refused(error.trouble) : error;
  });
  const files = [await keep(context, name, bytes, text)];
  for (const attached of text.kind === "mail" ? text.attachments : []) {
    try {
      const inside = await readFileText(attached.name, attached.bytes);
      files.push(await keep(context, attached.name, attached.bytes, inside));
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      left.push({ name: attached.name, trouble: error.trouble });
    }
  }
  return { files, left };
}

async function keep(
  context: Context,
  name: string,
  bytes: Uint8Array,
  text: FileText,
): Promise<Received> {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const key = `${context.actor.organizationId}/received/${sha256}`;
  await context.integrations.storage.put(key, bytes, text.mime);
  const pages = pagesOf(text);
  const isSilent = pages.every((page) => page.trim() === "");
  return {
    name,
    title: ((text.kind === "mail" && text.subject) || name).slice(0, 300),
    fileKind: text.kind,
    mime: text.mime,
    size: bytes.length,
    sha256,
    key,
    pages,
    silence: isSilent ? (text.kind === "image" ? "image" : "scan") : null,
    kind: paperKindOf(pages),
    language: paperLanguageOf(pages),
  };
}

function pagesOf(text: FileText): string[] {
  if (text.kind === "image") return [];
  const pages = text.kind === "pdf" ? layOut(text.pages) : [text.text];
  // What no column takes, and the mark between pages.
  // oxlint-disable-next-line no-control-regex
  return pages.map((page) => page.replace(/[\u0000-\u0008\u000b-\u001f]/g, " ").toWellFormed());
}

function decode(content: string): Buffer {
  const bytes = Buffer.from(content, "base64");
  if (bytes.length > mostBytes) {
    throw new ToolError(
      "invalid_input",
      {
        fr: "Ce fichier dépasse 20 Mo. Envoyez une version plus légère, ou seulement les pages utiles.",
        en: "This file is above 20 MB. Send a lighter version, or only the pages that matter.",
      },
      { field: "content" },
    );
  }
  return bytes;
}

export const troubleWords: Record<FileTrouble, Text> = {
  empty: { fr: "Ce fichier est vide.", en: "This file is empty." },
  unknown_kind: {
    fr: "Ce type de fichier ne se lit pas ici. Enregistrez-le en PDF et renvoyez-le ; images, e-mails (.eml), textes et CSV conviennent aussi.",
    en: "This kind of file can't be read here. Save it as PDF and send it again; images, e-mails (.eml), text and CSV work too.",
  },
  encrypted: {
    fr: "Ce PDF est protégé par un mot de passe. Enregistrez-en une copie sans mot de passe et renvoyez-la.",
    en: "This PDF is protected by a password. Save a copy without password and send that one.",
  },
  corrupt: {
    fr: "Ce fichier est abîmé : il ne s’ouvre pas. Demandez-en une nouvelle copie.",
    en: "This file is damaged: it does not open. Ask for a new copy.",
  },
  too_many_pages: {
    fr: "Ce PDF dépasse 200 pages. Envoyez seulement les pages utiles.",
    en: "This PDF has more than 200 pages. Send only the pages that matter.",
  },
};

const refused = (trouble: FileTrouble) =>
  new ToolError("invalid_input", troubleWords[trouble], { field: "content", reason: trouble });

export const silenceWords: Record<Silence, Text> = {
  image: {
    fr: "C’est une image : sans clé Anthropic, son texte ne peut pas être lu. Le fichier est gardé dans les documents.",
    en: "This is an image: without an Anthropic key its text can't be read. The file is kept in the documents.",
  },
  scan: {
    fr: "Ce PDF est une numérisation sans texte : sans clé Anthropic, il ne peut pas être lu. Demandez le PDF d’origine ; celui-ci est gardé dans les documents.",
    en: "This PDF is a scan without text: without an Anthropic key it can't be read. Ask for the original PDF; this one is kept in the documents.",
  },
};
