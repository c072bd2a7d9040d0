import { askProvider } from "../ask-provider.ts";
import type { Attachment, Mail } from "./mail.ts";

const brevoUrl = "https://api.brevo.com";

/** Asks Brevo whose key it is; sends nothing. Throws ProviderError. */
export async function checkBrevo(options: {
  apiKey: string;
  url?: string | undefined;
}): Promise<void> {
  await askProvider("Brevo", `${options.url ?? brevoUrl}/v3/account`, {
    headers: { "api-key": options.apiKey },
  });
}

/** Sends through Brevo's transactional API (POST /v3/smtp/email). */
export function brevoMail(options: { apiKey: string; from: string; url?: string }): Mail {
  const base = options.url ?? brevoUrl;
  const sender = parseSender(options.from);
  return {
    name: "brevo",
    async send({ to, subject, text, html, attachments = [], idempotencyKey }) {
      await askProvider("Brevo", `${base}/v3/smtp/email`, {
        method: "POST",
        headers: { "api-key": options.apiKey, "content-type": "application/json" },
        body: JSON.stringify({
          sender,
          to: [{ email: to }],
          subject,
          textContent: text,
          ...(html === undefined ? {} : { htmlContent: html }),
          ...(attachments.length === 0 ? {} : { attachment: attachments.map(encode) }),
          headers: { idempotencyKey },
        }),
      });
    },
  };
}

const encode = ({ name, content }: Attachment) => ({ name, content: content.toString("base64") });

function parseSender(from: string) {
  const parts = from.match(/^\s*"?([^"<]*?)"?\s*<([^>]+)>\s*$/);
  return parts ? { name: parts[1], email: parts[2] } : { email: from.trim() };
}
