import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { packExtension } from "@anthropic-ai/mcpb";

const root = path.resolve(import.meta.dirname, "../..");

/** Packs the extension for Claude Desktop into `file`; throws where its manifest does not hold. */
export async function packBundle(file: string): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), "koncert-bundle-"));
  try {
    for (const name of ["manifest.json", "bridge.mjs"]) {
      await cp(path.join(import.meta.dirname, name), path.join(folder, name));
    }
    await cp(path.join(root, "web/public/icons/512.png"), path.join(folder, "icon.png"));
    const options = { extensionPath: folder, outputPath: file, silent: true };
    if (!(await packExtension(options))) throw new Error("the bundle does not hold");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
