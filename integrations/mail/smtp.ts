import { createHash } from "node:crypto";
import type { Transporter } from "nodemailer";
import { ProviderError, refuseInTransaction } from "../ask-provider.ts";
import type { Mail } from "./mail.ts";

/** Sends over SMTP. `url` is smtp://user:password@host:port, or smtps:// for TLS from the start. */
export function smtpMail(options: { url: string; from: string }): Mail {
  let opened: Promise<Transporter> | undefined;
  const domain = options.from.match(/@([^>\s]+)/)?.[1] ?? "koncert.example";
  return {
    name: "smtp",
    async send({ idempotencyKey, attachments = [], ...letter }) {
      refuseInTransaction("SMTP");
      const id = createHash("sha256").update(idempotencyKey).digest("hex").slice(0, 40);
      try {
        const transport = await (opened ??= open(options.url));
        // Mailboxes drop a second letter with a known Message-ID.
        await transport.sendMail({
          from: options.from,
          ...letter,
          attachments: attachments.map(({ name, type, content }) => ({
            filename: name,
            contentType: type,
            content,
          })),
          messageId: `<${id}@${domain}>`,
        });
      } catch (error) {
        const { responseCode, message } = error as Error & { responseCode?: number };
        throw new ProviderError("SMTP", responseCode ?? 0, message);
      }
    },
  };
}

/** Greets the server and signs in; sends nothing. Throws what it answered. */
export async function checkSmtp(url: string): Promise<void> {
  const transport = await open(url);
  try {
    await transport.verify();
  } finally {
    transport.close();
  }
}

/** The package is read when a first letter leaves: most processes never send one. */
async function open(url: string): Promise<Transporter> {
  const { createTransport } = await import("nodemailer");
  return createTransport({
    url,
    pool: true,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
  });
}
