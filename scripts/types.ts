import { spawnSync } from "node:child_process";
import path from "node:path";
import { createTestDatabase } from "#database/testing/create-test-database.ts";

/** Writes database/types.ts from a freshly migrated database. */
const database = await createTestDatabase();
const root = path.resolve(import.meta.dirname, "..");
const written = spawnSync(
  process.execPath,
  [
    path.join(root, "node_modules/kysely-codegen/dist/cli/bin.js"),
    "--dialect=postgres",
    `--url=${database.adminUrl}`,
    "--include-pattern=public.*",
    "--default-schema=public",
    "--date-parser=string",
    "--numeric-parser=number",
    '--type-mapping={"int8":"number"}',
    "--out-file=database/types.ts",
  ],
  { cwd: root, stdio: "inherit" },
);
await database.close();
process.exitCode = written.status ?? 1;
