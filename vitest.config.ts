import { existsSync } from "node:fs";
import { configDefaults, defineConfig } from "vitest/config";

const chromium = [
  process.env["CHROMIUM_PATH"] ?? "",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
].some((file) => existsSync(file));

const shared = {
  pool: "forks" as const,
  globalSetup: ["./database/testing/vitest-global-setup.ts"],
  testTimeout: 150_000,
  hookTimeout: 240_000,
};
const left = [...configDefaults.exclude, "web/.next/**", ".koncert/**"];
const journeys = "web/journeys/**/*.test.ts";
// Thirty pages in two languages and two themes take minutes: asked for with EVERY_PAGE=1.
const long = process.env["EVERY_PAGE"] ? [] : ["web/journeys/pages.journey.test.ts"];

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...shared,
          name: "rooms",
          include: ["**/*.test.ts", "**/*.test.tsx"],
          exclude: [...left, journeys],
        },
      },
      // Journeys drive a browser: one at a time, when the rest is done.
      ...(chromium
        ? [
            {
              test: {
                ...shared,
                name: "journeys",
                include: [journeys],
                exclude: [...left, ...long],
                maxWorkers: 1,
                sequence: { groupOrder: 1 },
              },
            },
          ]
        : []),
    ],
  },
});
