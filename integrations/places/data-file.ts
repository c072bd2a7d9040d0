import { existsSync } from "node:fs";
import path from "node:path";

/**
 * Where a package keeps a data file: looked for in `node_modules` from this folder upwards, then
 * from the working directory. Not by `require.resolve`, which bundlers take over.
 */
export function dataFile(name: string): string {
  for (const start of [import.meta.dirname, process.cwd()]) {
    for (let folder = start; folder; folder = parent(folder)) {
      const file = path.join(folder, "node_modules", name);
      if (existsSync(file)) return file;
    }
  }
  throw new Error(`${name} is not installed`);
}

function parent(folder: string): string {
  const above = path.dirname(folder);
  return above === folder ? "" : above;
}
