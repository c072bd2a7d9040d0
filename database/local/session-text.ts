/** What the wire server must know of a statement's text, because the session is shared. */

export type ChannelChange = { kind: "listen" | "unlisten"; channel: string };

const channelStatement =
  /^\s*(listen|unlisten)\s+("(?:[^"]|"")+"|\*|[\p{L}_][\p{L}\p{N}_$]*)\s*$/iu;
const wholeSessionStatement = /^\s*(discard|deallocate)\s+(prepare\s+)?all\s*;?\s*$/i;

/** The channels that a text, of one statement or several, begins or ceases to listen to. */
export function channelChanges(sql: string): ChannelChange[] {
  if (!/^\s*(un)?listen\b/i.test(sql)) return [];
  return sql.split(";").flatMap((statement) => {
    const [, verb, name] = channelStatement.exec(statement) ?? [];
    if (!verb || !name) return [];
    const kind = verb.toLowerCase() === "listen" ? "listen" : "unlisten";
    const channel = name.startsWith('"')
      ? name.slice(1, -1).replaceAll('""', '"')
      : name.toLowerCase();
    return [{ kind, channel }];
  });
}

/** `discard all` and `deallocate all` would drop the prepared statements of every other client. */
export function endsEveryonesStatements(sql: string): boolean {
  return wholeSessionStatement.test(sql);
}

export const refusal =
  "do $$ begin raise exception 'not supported on a shared session' using errcode = '0A000'; end $$";

/** Settings in a startup packet's `options`: `-c name=value` and `--name=value`, `\\ ` for a space. */
export function startupOptions(options: string): Map<string, string> {
  const words = options.match(/(?:\\.|[^\s\\])+/g) ?? [];
  const settings = new Map<string, string>();
  for (let at = 0; at < words.length; at += 1) {
    let word = words[at] ?? "";
    if (word === "-c") word = words[(at += 1)] ?? "";
    else if (word.startsWith("-c")) word = word.slice(2);
    else if (word.startsWith("--")) word = word.slice(2).replaceAll("-", "_");
    const equals = word.indexOf("=");
    if (equals > 0) {
      settings.set(word.slice(0, equals), word.slice(equals + 1).replaceAll(/\\(.)/g, "$1"));
    }
  }
  return settings;
}

const notSettings = new Set(["user", "database", "options", "replication", "client_encoding"]);

/** The statement that leaves nothing of the last client's session and gives this one its own. */
export function handoverTo(parameters: Map<string, string>): string {
  const settings = new Map([...parameters].filter(([name]) => !notSettings.has(name)));
  for (const [name, value] of startupOptions(parameters.get("options") ?? "")) {
    settings.set(name, value);
  }
  const user = parameters.get("user") ?? "";
  return [
    // Resetting the authorization does nothing in the embedded PostgreSQL; setting it does.
    "close all; set session authorization postgres; set role none; reset all; discard temp",
    "select pg_advisory_unlock_all()",
    ...(user === "postgres" ? [] : [`set session authorization ${identifier(user)}`]),
    ...[...settings].map(
      ([name, value]) => `select set_config(${literal(name)}, ${literal(value)}, false)`,
    ),
  ].join("; ");
}

export const identifier = (name: string) => `"${name.replaceAll('"', '""')}"`;
const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;
