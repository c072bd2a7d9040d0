import type { UIMessageChunk } from "ai";
import type { Context } from "#tools/core/context.ts";
import { openClaude, type Models } from "../models.ts";
import type { TurnInput } from "../prepare-message.ts";
import { runTurn, type TurnOptions, type TurnRecord } from "../run-turn.ts";
import { scriptedInterpreter, type Script } from "./scripted-interpreter.ts";

export type Talked = TurnRecord & { chunks: UIMessageChunk[]; text: string; notices: string[] };

export function modelsOn(url: string | null, script?: Script): Models {
  return {
    claude: url ? openClaude({ apiKey: "test", model: "claude-sonnet-5-5", baseUrl: url }) : null,
    interpreter: scriptedInterpreter(script ?? (() => ({ text: () => "L’interpréteur répond." }))),
  };
}

/** Says something in a conversation and gathers the answer. */
export async function talk(
  context: Context,
  said: string | TurnInput,
  options: Omit<TurnOptions, "emit"> & { conversationId?: string },
): Promise<Talked> {
  const chunks: UIMessageChunk[] = [];
  const { conversationId, ...turn } = options;
  const input =
    typeof said === "string"
      ? { conversationId, message: { parts: [{ type: "text", text: said }] } }
      : said;
  const record = await runTurn(context, input, { ...turn, emit: (chunk) => chunks.push(chunk) });
  return {
    ...record,
    chunks,
    text: chunks.map((chunk) => (chunk.type === "text-delta" ? chunk.delta : "")).join(""),
    notices: chunks.flatMap((chunk) =>
      chunk.type === "data-notice" ? [(chunk.data as { text: string }).text] : [],
    ),
  };
}
