import { parseArgs } from "node:util";
import { ownerSession, type Role } from "#accounts/open-session.ts";
import { loadConversation } from "#agent/conversations.ts";
import { runTurn, type TurnRecord } from "#agent/run-turn.ts";
import type { Context } from "#tools/core/context.ts";
import { lastConversation, rememberConversation } from "./ask/last-conversation.ts";
import { printAnswer } from "./ask/print-answer.ts";
import { reportOf } from "./ask/report.ts";
import { openStack, type Stack } from "./open-stack.ts";
import { refuse, say } from "./words.ts";

const { values, positionals } = readArguments();
const said = await readMessage(positionals);

const stack = await openStack();
// What libraries print must not mix with the answer.
for (const way of ["log", "info", "debug", "warn"] as const) console[way] = console.error;
const stopping = new AbortController();
process.once("SIGINT", () => stopping.abort());

try {
  const session = await ownerSession(stack.database, values.as ? { role: values.as as Role } : {});
  const context: Context = {
    database: stack.database,
    integrations: stack.integrations,
    actor: session.actor,
    locale: session.locale,
    now: new Date(),
    callId: crypto.randomUUID(),
  };
  const conversationId = await chooseConversation(context, stack);
  const errors: string[] = [];
  const record = await runTurn(
    context,
    { conversationId, message: { parts: [{ type: "text", text: said }] } },
    {
      signal: stopping.signal,
      baseUrl: stack.env.KONCERT_URL,
      emit: (chunk) => {
        if (chunk.type === "error") errors.push(chunk.errorText);
      },
    },
  );
  finish(record, context, errors);
} catch (error) {
  process.exitCode = 1;
  const message = error instanceof Error ? error.message : String(error);
  if (values.json) process.stdout.write(`${JSON.stringify({ error: message })}\n`);
  else console.error(message);
} finally {
  await stack.close();
}

function finish(record: TurnRecord, context: Context, errors: string[]) {
  const report = reportOf(record, errors);
  if (record.message)
    rememberConversation(stack.env.KONCERT_DATA_DIR, context, record.conversationId);
  if (errors.length > 0) process.exitCode = 1;
  process.stdout.write(
    values.json
      ? `${JSON.stringify(report)}\n`
      : `${printAnswer(report, context.locale, context.now)}\n`,
  );
}

/** The one asked for, else the last one that still exists, else none: a new one begins. */
async function chooseConversation(context: Context, { env }: Stack): Promise<string | undefined> {
  if (values.conversation) return values.conversation;
  if (values.new) return undefined;
  const last = lastConversation(env.KONCERT_DATA_DIR, context);
  if (!last) return undefined;
  return loadConversation(context, last).then(
    () => last,
    () => undefined,
  );
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        json: { type: "boolean", default: false },
        new: { type: "boolean", default: false },
        as: { type: "string" },
        conversation: { type: "string" },
      },
    });
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return refuse(`${problem}\n${usage("fr")}`, `${problem}\n${usage("en")}`);
  }
}

/** The words given; `-` stands for what is piped in, and so does nothing at all. */
async function readMessage(words: string[]): Promise<string> {
  const piped = words.includes("-") || (words.length === 0 && !process.stdin.isTTY);
  const typed = words.filter((word) => word !== "-").join(" ");
  const text = piped ? [typed, await readStandardInput()].filter(Boolean).join("\n") : typed;
  if (text.trim() === "") refuse(usage("fr"), usage("en"));
  return text;
}

async function readStandardInput(): Promise<string> {
  let text = "";
  process.stdin.setEncoding("utf8");
  for await (const chunk of process.stdin) text += chunk;
  return text;
}

function usage(locale: "fr" | "en"): string {
  const example =
    locale === "fr"
      ? 'npm run ask -- "quelles dates en février ?"'
      : 'npm run ask -- "which dates in February?"';
  return `${say("Usage", "Usage")}\u00A0: ${example} [--json] [--new] [--as ROLE] [--conversation ID] [- < FILE]`;
}
