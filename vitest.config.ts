import { existsSync } from "node:fs";
import { configDefaults, defineConfig } from "vitest/config";

const chromium = [
  process.env["CHROMIUM_PATH"] ?? "",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
].some((file) => existsSync(file));

export default defineConfig({
  test: {
    include: ["**/*.test.ts", "**/*.test.tsx"],
    exclude: [
      ...configDefaults.exclude,
      "web/.next/**",
      ".koncert/**",
      // Journeys drive a browser.
      ...(chromium ? [] : ["web/journeys/**"]),
    ],
    globalSetup: ["./database/testing/vitest-global-setup.ts"],
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 150_000,
    hookTimeout: 240_000,
  },
});
