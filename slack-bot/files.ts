import { z } from "zod";
import { callTool } from "#tools/call-tool.ts";
import { createSay } from "#tools/core/text.ts";
import type { Parts, Place } from "./parts.ts";
import type { Who } from "./who.ts";
import { words } from "./words.ts";

const file = z.object({
  name: z.string().catch("fichier"),
  size: z.number().default(0),
  url_private_download: z.url(),
  is_external: z.literal(false).optional(),
});

const mostFiles = 10;
const mostBytes = 20_000_000;

export type Received = {
  /** Documents that now hold the files. */
  documents: string[];
  /** What could not be taken, in words for the person. */
  refused: string[];
};

/** Takes the files of a message in as documents, as the member who sent them. */
export async function receiveFiles(
  parts: Parts,
  { client }: Place,
  who: Extract<Who, { kind: "member" }>,
  files: unknown[],
): Promise<Received> {
  const say = createSay(who.locale);
  const received: Received = { documents: [], refused: [] };
  for (const sent of files.slice(0, mostFiles)) {
    const read = file.safeParse(sent);
    const bytes = read.success ? await download(parts, client.token, read.data) : undefined;
    if (!read.success || !bytes) {
      received.refused.push(say(words.unreadable(read.data?.name ?? "")));
      continue;
    }
    const outcome = await callTool(who.context(), "documents_add_file", {
      file_name: read.data.name.slice(0, 200) || "fichier",
      content: bytes.toString("base64"),
    });
    if (outcome.ok) received.documents.push(...outcome.value.documents.map(({ id }) => id));
    else if ("error" in outcome) received.refused.push(outcome.error.message);
  }
  return received;
}

/** The bytes of a file; undefined where Slack does not give them. The token goes to Slack alone. */
async function download(
  { env }: Parts,
  token: string | undefined,
  { url_private_download: url, size }: z.output<typeof file>,
): Promise<Buffer | undefined> {
  const { origin } = new URL(url);
  const home = env.SLACK_URL ? new URL(env.SLACK_URL).origin : "https://files.slack.com";
  if (origin !== home || size > mostBytes || !token) return undefined;
  try {
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${token}` },
      redirect: "error",
      signal: AbortSignal.timeout(30_000),
    });
    // Without the right to a file, Slack answers with a page that signs in.
    if (!response.ok || response.headers.get("content-type")?.startsWith("text/html")) {
      return undefined;
    }
    const bytes = Buffer.from(await response.arrayBuffer());
    return bytes.length > mostBytes ? undefined : bytes;
  } catch {
    return undefined;
  }
}
