import { fillDemo, NotEmpty } from "#demo/fill-demo.ts";
import { answerMember } from "../../../session/answer-member.ts";
import { contextOf } from "../../../session/context-of.ts";

/** Fills the organization with the demo season; each line of the answer tells `{done, of}`. */
export function POST(request: Request): Promise<Response> {
  return answerMember(request, (session) => {
    const context = contextOf(session);
    const encoder = new TextEncoder();
    const body = new ReadableStream<Uint8Array>({
      async start(controller) {
        const tell = (told: object) =>
          controller.enqueue(encoder.encode(`${JSON.stringify(told)}\n`));
        try {
          await fillDemo(context, (done, of) => tell({ done, of }));
        } catch (error) {
          if (!(error instanceof NotEmpty)) {
            console.error(JSON.stringify({ level: "error", room: "demo", message: String(error) }));
          }
          tell({ failed: true });
        }
        controller.close();
      },
    });
    return new Response(body, {
      headers: { "content-type": "application/x-ndjson", "cache-control": "no-store" },
    });
  });
}
