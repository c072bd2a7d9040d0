import { mkdir } from "node:fs/promises";
import path from "node:path";
import { packBundle } from "#mcp-server/bundle/pack-bundle.ts";
import { say } from "./words.ts";

/** Makes the extension for Claude Desktop, in `.koncert/` unless told where. */
const file = path.resolve(process.argv[2] ?? ".koncert/koncert.mcpb");
await mkdir(path.dirname(file), { recursive: true });
await packBundle(file);
console.log(
  say(
    `${file} : ouvrez ce fichier avec Claude Desktop, puis donnez l’adresse et une clé.`,
    `${file}: open this file with Claude Desktop, then give the address and a key.`,
  ),
);
