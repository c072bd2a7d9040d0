import { z } from "zod";
import { contextFromRequest } from "#accounts/session.ts";
import { callTool } from "#tools/call-tool.ts";
import { contextOf } from "../../../../session/context-of.ts";
import { toSignIn } from "../../../../session/to-sign-in.ts";

const pdf = z.object({ fileName: z.string(), base64: z.base64() });
const received = z.object({ title: z.string(), mime: z.string(), base64: z.base64() });

/** What a browser shows without running it. */
const shown = /^(?:application\/pdf|image\/(?:png|jpeg|webp|gif)|text\/(?:plain|csv))$/;

const asked = z.coerce.number().int().min(1).max(10_000).optional().catch(undefined);

/**
 * `/api/documents/ID.pdf`: the document as a file to read in the browser; `?version=1` an earlier one.
 * What came from outside is given as it came.
 */
export async function GET(request: Request, { params }: { params: Promise<{ file: string }> }) {
  const session = await contextFromRequest(request.headers);
  if (!session) return toSignIn();
  const id = z.uuid().safeParse((await params).file.replace(/\.pdf$/, ""));
  if (!id.success) return new Response("Not found", { status: 404 });
  const outcome = await callTool(contextOf(session), "documents_get_pdf" as string, {
    document: id.data,
    version: asked.parse(new URL(request.url).searchParams.get("version") ?? undefined),
  });
  if (!outcome.ok && "error" in outcome && outcome.error.code === "conflict") {
    const original = await callTool(contextOf(session), "documents_get_file" as string, {
      document: id.data,
    });
    if (original.ok) {
      const { title, mime, base64 } = received.parse(original.value);
      return fileResponse(base64, mime, title, shown.test(mime));
    }
  }
  if (!outcome.ok) {
    const message = "error" in outcome ? outcome.error.message : "";
    return new Response(message, {
      status: 404,
      headers: { "content-type": "text/plain; charset=utf-8" },
    });
  }
  const file = pdf.parse(outcome.value);
  return fileResponse(file.base64, "application/pdf", file.fileName, true);
}

function fileResponse(base64: string, mime: string, name: string, inline: boolean) {
  return new Response(Buffer.from(base64, "base64"), {
    headers: {
      "content-type": mime.startsWith("text/") ? `${mime}; charset=utf-8` : mime,
      "content-disposition": `${inline ? "inline" : "attachment"}; filename*=UTF-8''${encodeURIComponent(name)}`,
      "cache-control": "private, no-store",
      // Whatever a document holds, it runs nothing here.
      "content-security-policy": "sandbox",
      "x-content-type-options": "nosniff",
    },
  });
}
