import { z } from "zod";
import { deleteConversation, loadConversation, renameConversation } from "#agent/conversations.ts";
import type { Context } from "#tools/core/context.ts";
import { ToolError } from "#tools/core/errors.ts";
import { answerMember } from "../../../../session/answer-member.ts";
import { contextOf } from "../../../../session/context-of.ts";

const change = z.object({ title: z.string().trim().min(1).max(120) });
type Params = { params: Promise<{ id: string }> };

export function GET(request: Request, { params }: Params): Promise<Response> {
  return answer(request, params, async (context, id) =>
    Response.json(await loadConversation(context, id)),
  );
}

export function PATCH(request: Request, { params }: Params): Promise<Response> {
  return answer(request, params, async (context, id) => {
    const asked = change.safeParse(await request.json().catch(() => null));
    if (!asked.success) return Response.json({ error: "{title} expected" }, { status: 400 });
    await renameConversation(context, id, asked.data.title);
    return new Response(null, { status: 204 });
  });
}

export function DELETE(request: Request, { params }: Params): Promise<Response> {
  return answer(request, params, async (context, id) => {
    await deleteConversation(context, id);
    return new Response(null, { status: 204 });
  });
}

function answer(
  request: Request,
  params: Params["params"],
  act: (context: Context, id: string) => Promise<Response>,
) {
  return answerMember(request, async (session) => {
    const id = z.uuid().safeParse((await params).id);
    if (!id.success) return notFound();
    try {
      return await act(contextOf(session), id.data);
    } catch (error) {
      if (error instanceof ToolError && error.code === "not_found") return notFound();
      throw error;
    }
  });
}

const notFound = () => Response.json({ error: "not found" }, { status: 404 });
