import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Database } from "#database/pool.ts";
import type { Integrations } from "#integrations/integrations.ts";
import type { Attachment } from "#integrations/mail/mail.ts";
import { callTool } from "../call-tool.ts";
import { orderActor } from "./buyer.ts";
import { ticketFile } from "./ticket-file.ts";

/** Letters that bring tickets; their `token` opens the tickets that go with them. */
const withTickets = new Set(["mail/order", "mail/ticket"]);
const letter = z.looseObject({ token: z.string(), locale: z.enum(["fr", "en"]).catch("fr") });

/** Mailboxes refuse large letters: beyond this the link alone brings the tickets. */
export const largestFile = 4_000_000;

/**
 * The tickets that go with a letter as one PDF: all of an order's, or the one that somebody was given.
 * Nothing where the letter brings none, where none opens the door any more, or where they weigh too much.
 */
export async function letterFiles(
  parts: { database: Database; integrations: Integrations },
  name: string,
  data: unknown,
): Promise<Attachment[]> {
  if (!withTickets.has(name)) return [];
  const { token, locale } = letter.parse(data);
  const actor = await orderActor(parts.database, parts.integrations, token);
  if (!actor) return [];
  const context = { ...parts, actor, locale, now: new Date(), callId: randomUUID() };
  const outcome = await callTool(context, "ticketing_get_order_pdf" as string, { order: token });
  if (!outcome.ok) return [];
  const { fileName, base64, mime, size } = ticketFile.parse(outcome.value);
  return size > largestFile
    ? []
    : [{ name: fileName, type: mime, content: Buffer.from(base64, "base64") }];
}
