import { z } from "zod";
import { readEnv } from "#integrations/env.ts";
import { callTool } from "#tools/call-tool.ts";
import { statusOf } from "../session/outcome-status.ts";
import { asOrderBuyer } from "./answer-buyer.ts";
import { calendarFile } from "./calendar-file.ts";

const walletPass = z.object({
  fileName: z.string().nullable(),
  base64: z.base64().nullable(),
  url: z.url().nullable(),
});
const pdf = z.object({ fileName: z.string(), base64: z.base64() });

/** The tickets of an order as one PDF; `?ticket=` names one of them. */
export async function answerPdf(request: Request, token: string): Promise<Response> {
  const asked = await asOrderBuyer(request, token);
  if (!asked) return refuse("Not found", 404);
  const ticket = new URL(request.url).searchParams.get("ticket");
  const outcome = await callTool(asked, "ticketing_get_order_pdf" as string, {
    order: token,
    ...(ticket ? { ticket } : {}),
  });
  if (!outcome.ok) {
    return refuse("error" in outcome ? outcome.error.message : "", statusOf(outcome));
  }
  const file = pdf.parse(outcome.value);
  return download(Buffer.from(file.base64, "base64"), "application/pdf", file.fileName);
}

/** A ticket for a phone's wallet: Apple's file, or on to the page that saves it with Google. */
export async function answerWallet(request: Request, token: string): Promise<Response> {
  const asked = await asOrderBuyer(request, token);
  if (!asked) return refuse("Not found", 404);
  const query = new URL(request.url).searchParams;
  const ticket = query.get("ticket");
  const outcome = await callTool(asked, "ticketing_get_wallet_pass" as string, {
    order: token,
    wallet: query.get("for"),
    ...(ticket ? { ticket } : {}),
  });
  if (!outcome.ok) {
    return refuse("error" in outcome ? outcome.error.message : "", statusOf(outcome));
  }
  const pass = walletPass.parse(outcome.value);
  if (pass.url) return Response.redirect(pass.url, 303);
  const file = Buffer.from(pass.base64 ?? "", "base64");
  return download(file, "application/vnd.apple.pkpass", pass.fileName ?? "billet.pkpass");
}

/** The date of an order as an event for a calendar. */
export async function answerCalendar(request: Request, token: string): Promise<Response> {
  const asked = await asOrderBuyer(request, token);
  const outcome = asked && (await callTool(asked, "ticketing_get_order", { order: token }));
  if (!outcome?.ok) return refuse("Not found", 404);
  const file = calendarFile(outcome.value, `${readEnv().KONCERT_URL}/o/${token}`);
  return download(Buffer.from(file), "text/calendar; charset=utf-8", `${outcome.value.number}.ics`);
}

function download(content: Buffer<ArrayBuffer>, type: string, fileName: string) {
  return new Response(content, {
    headers: {
      "content-type": type,
      "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`,
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
    },
  });
}

const refuse = (message: string, status: number) =>
  new Response(message, { status, headers: { "content-type": "text/plain; charset=utf-8" } });
