// Between a client that speaks MCP over stdio and the KONCERT of an organization. With what Node brings
// alone: this file is all that the bundle runs, on the client's own Node.
import { createInterface } from "node:readline";

const site = (process.env.KONCERT_SITE ?? "").trim().replace(/\/+$/, "");
const key = (process.env.KONCERT_KEY ?? "").trim();

/** What opened the session, to open it again where the server has forgotten it. */
let opening;
let session;
let version;

const write = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);

class Refusal extends Error {}

createInterface({ input: process.stdin }).on("line", (line) => {
  if (line.trim() === "") return;
  let message;
  try {
    message = JSON.parse(line);
  } catch {
    return write({ jsonrpc: "2.0", id: null, error: { code: -32_700, message: "Parse error" } });
  }
  relay(message).catch((error) => {
    const told =
      error instanceof Refusal
        ? error.message
        : `KONCERT ne répond pas à ${site} : vérifiez l’adresse et le réseau. / KONCERT does not answer at ${site}: check the address and the network.`;
    if (message.id === undefined || message.method === undefined) console.error(told);
    else write({ jsonrpc: "2.0", id: message.id, error: { code: -32_000, message: told } });
  });
});

async function relay(message) {
  if (message.method === "initialize") {
    opening = message;
    session = undefined;
    version = undefined;
  }
  let answer = await post(message);
  if (answer.status === 404 && session !== undefined && message !== opening) {
    session = undefined;
    await read(await post(opening), () => {});
    await (await post({ jsonrpc: "2.0", method: "notifications/initialized" })).body?.cancel();
    answer = await post(message);
  }
  await read(answer, write);
}

async function post(message) {
  if (site === "" || key === "") {
    throw new Refusal(
      "Indiquez l’adresse de votre KONCERT et une clé (Réglages, Applications et clés). / Enter the address of your KONCERT and a key (Settings, Applications and keys).",
    );
  }
  const answer = await fetch(`${site}/api/mcp`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
      authorization: `Bearer ${key}`,
      ...(session === undefined ? {} : { "mcp-session-id": session }),
      ...(version === undefined ? {} : { "mcp-protocol-version": version }),
    },
    body: JSON.stringify(message),
  });
  session = answer.headers.get("mcp-session-id") ?? session;
  if (answer.status === 401) {
    throw new Refusal(
      "KONCERT refuse cette clé : elle a été retirée ou a expiré. Créez-en une dans Réglages. / KONCERT refuses this key: it was taken back or has expired. Make one in Settings.",
    );
  }
  if (answer.status >= 500) throw new Error(`${answer.status}`);
  return answer;
}

/** One message as JSON, or several as events, the server's own questions among them. */
async function read(answer, tell) {
  const type = answer.headers.get("content-type") ?? "";
  const pass = (text) => {
    const message = JSON.parse(text);
    version = message.result?.protocolVersion ?? version;
    tell(message);
  };
  if (type.includes("text/event-stream")) {
    let rest = "";
    for await (const part of answer.body.pipeThrough(new TextDecoderStream())) {
      const events = `${rest}${part}`.replaceAll("\r\n", "\n").split("\n\n");
      rest = events.pop();
      for (const event of events) {
        const data = event
          .split("\n")
          .filter((line) => line.startsWith("data:"))
          .map((line) => line.slice(5).trimStart())
          .join("\n");
        if (data !== "") pass(data);
      }
    }
    return;
  }
  const text = await answer.text();
  if (type.includes("application/json") && text !== "") pass(text);
  else if (!answer.ok) throw new Error(`${answer.status}`);
}
