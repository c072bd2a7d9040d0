import type { IncomingMessage, ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { answerList, answerOpen, answerScans, answerState } from "./answer-door.ts";

const routes: Record<string, (request: Request) => Promise<Response>> = {
  "POST /api/door/open": answerOpen,
  "POST /api/door/scans": answerScans,
  "POST /api/door/state": answerState,
  "POST /api/door/list": answerList,
};
const longestBody = 1_000_000;

/** Answers the devices at the door before Next sees them; false for what is none of theirs. */
export async function mountDoor(
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const answer = routes[`${request.method} ${request.url}`];
  if (!answer || !(Number(request.headers["content-length"] ?? Infinity) <= longestBody)) {
    return false;
  }
  const answered = await answer(
    new Request(`http://${request.headers.host ?? "localhost"}${request.url}`, {
      method: "POST",
      headers: Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      body: await buffer(request),
    }),
  );
  response.setHeader("x-content-type-options", "nosniff");
  response.setHeaders(answered.headers).writeHead(answered.status);
  response.end(Buffer.from(await answered.arrayBuffer()));
  return true;
}
