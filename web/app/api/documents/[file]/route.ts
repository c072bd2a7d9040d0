import { z } from "zod";
import { contextFromRequest } from "#accounts/session.ts";
import { callTool } from "#tools/call-tool.ts";
import { contextOf } from "../../../../session/context-of.ts";
import { toSignIn } from "../../../../session/to-sign-in.ts";

const pdf = z.object({ fileName: z.string(), base64: z.base64() });

const asked = z.coerce.number().int().min(1).max(10_000).optional().catch(undefined);

/** `/api/documents/ID.pdf`: the document as a file to read in the browser; `?version=1` an earlier one. */
export async function GET(request: Request, { params }: { params: Promise<{ file: string }> }) {
  const session = await contextFromRequest(request.headers);
  if (!session) return toSignIn();
  const id = z.uuid().safeParse((await params).file.replace(/\.pdf$/, ""));
  if (!id.success) return new Response("Not found", { status: 404 });
  const outcome = await callTool(contextOf(session), "documents_get_pdf" as string, {
    document: id.data,
    version: asked.parse(new URL(request.url).searchParams.get("version") ?? undefined),
  });
  if (!outcome.ok) {
    const message = "error" in outcome ? outcome.error.message : "";
    return new Response(message, {
      status: 404,
      headers: { "content-type": "text/plain; charset=utf-8" },
    });
  }
  const file = pdf.parse(outcome.value);
  return new Response(Buffer.from(file.base64, "base64"), {
    headers: {
      "content-type": "application/pdf",
      "content-disposition": `inline; filename*=UTF-8''${encodeURIComponent(file.fileName)}`,
      "cache-control": "private, no-store",
      // Whatever a document holds, it runs nothing here.
      "content-security-policy": "sandbox",
      "x-content-type-options": "nosniff",
    },
  });
}
