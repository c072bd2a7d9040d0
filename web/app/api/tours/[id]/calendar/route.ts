import { z } from "zod";
import { contextFromRequest } from "#accounts/session.ts";
import { callTool } from "#tools/call-tool.ts";
import { contextOf } from "../../../../../session/context-of.ts";
import { toSignIn } from "../../../../../session/to-sign-in.ts";

/** `/api/tours/ID/calendar`: a tour as a file for any calendar program. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }) {
  const session = await contextFromRequest(request.headers);
  if (!session) return toSignIn();
  const id = z.uuid().safeParse((await params).id);
  if (!id.success) return new Response("Not found", { status: 404 });
  const outcome = await callTool(contextOf(session), "tours_get_calendar", { tour: id.data });
  if (!outcome.ok) {
    return new Response("error" in outcome ? outcome.error.message : "", {
      status: 404,
      headers: { "content-type": "text/plain; charset=utf-8" },
    });
  }
  return new Response(outcome.value.file, {
    headers: {
      "content-type": "text/calendar; charset=utf-8",
      "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(outcome.value.fileName)}`,
      "cache-control": "private, no-store",
    },
  });
}
