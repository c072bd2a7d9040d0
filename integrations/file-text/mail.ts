import PostalMime, { type Address } from "postal-mime";
import type { Attached, FileText } from "./file-text.ts";
import { UnreadableFile } from "./unreadable-file.ts";

const mostAttachments = 20;

/** A mail with its sender, subject and words, and the files that came with it. */
export async function readMail(bytes: Uint8Array): Promise<FileText> {
  const mail = await PostalMime.parse(bytes, {
    maxNestingDepth: 20,
    attachmentEncoding: "arraybuffer",
  }).catch(() => {
    throw new UnreadableFile("corrupt");
  });
  const subject = mail.subject?.trim() ?? "";
  const body = (mail.text ?? plain(mail.html ?? "")).replaceAll("\r\n", "\n").trim();
  if (!mail.from && !subject && !body) throw new UnreadableFile("corrupt");
  const head = [
    mail.from && `De : ${written(mail.from)}`,
    mail.to?.length && `À : ${mail.to.map(written).join(", ")}`,
    mail.date && `Envoyé : ${mail.date.slice(0, 10)}`,
    subject && `Objet : ${subject}`,
  ].filter(Boolean);
  return {
    kind: "mail",
    mime: "message/rfc822",
    subject,
    text: `${head.join("\n")}\n\n${body}`,
    attachments: mail.attachments
      .filter((file) => file.disposition !== "inline" || file.mimeType === "application/pdf")
      .slice(0, mostAttachments)
      .map((file): Attached => ({
        name: file.filename ?? "fichier",
        bytes:
          typeof file.content === "string"
            ? new TextEncoder().encode(file.content)
            : new Uint8Array(file.content),
      })),
  };
}

const written = ({ name, address }: Address) =>
  [name, address && `<${address}>`].filter(Boolean).join(" ");

/** The words of a mail that has no plain text. */
function plain(html: string): string {
  return html
    .replace(/<(style|script|head)[\s\S]*?<\/\1>/gi, "")
    .replace(/<(?:br|\/p|\/div|\/tr|\/li|\/h\d)[^>]*>/gi, "\n")
    .replace(/<\/t[dh]>/gi, "\t")
    .replace(/<[^>]+>/g, "")
    .replaceAll("&nbsp;", " ")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .replace(/\n{3,}/g, "\n\n");
}
