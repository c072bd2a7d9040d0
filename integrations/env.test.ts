import path from "node:path";
import { expect, it } from "vitest";
import { readEnv } from "./env.ts";
import { openIntegrations } from "./open-integrations.ts";

it("an empty environment is the local stack", () => {
  expect(readEnv({})).toMatchObject({
    PORT: 3000,
    KONCERT_URL: "http://127.0.0.1:3000",
    KONCERT_DATA_DIR: path.resolve(".koncert"),
  });
});

it("a setting left empty is a setting not given", () => {
  expect(readEnv({ DATABASE_URL: "", PORT: "", BREVO_API_KEY: "" })).toMatchObject({ PORT: 3000 });
});

it("the address follows the port and loses its final slash", () => {
  expect(readEnv({ PORT: "4010" }).KONCERT_URL).toBe("http://127.0.0.1:4010");
  expect(readEnv({ KONCERT_URL: "https://app.koncert.example/" }).KONCERT_URL).toBe(
    "https://app.koncert.example",
  );
});

it("one message names every setting at fault and shows no value", () => {
  const read = () =>
    readEnv({
      DATABASE_URL: "mysql://u:hunter2@h/d",
      KONCERT_SECRET: "short",
      GOOGLE_CLIENT_ID: "id",
      SUPABASE_SERVICE_ROLE_KEY: "key",
    });
  expect(read).toThrow(/DATABASE_URL must be a postgres/);
  expect(read).toThrow(/KONCERT_SECRET must have at least 32/);
  expect(read).toThrow(/GOOGLE_CLIENT_SECRET is missing beside GOOGLE_CLIENT_ID/);
  expect(read).toThrow(/SUPABASE_URL is missing beside SUPABASE_SERVICE_ROLE_KEY/);
  expect(read).not.toThrow(/hunter2|short/);
});

it("each job has its local provider until a key is there", () => {
  const local = openIntegrations(readEnv({}));
  expect([local.mail.name, local.storage.name, local.embeddings.name]).toEqual([
    "local",
    "local",
    "local-ngrams-1",
  ]);
  const remote = openIntegrations(
    readEnv({
      BREVO_API_KEY: "k",
      VOYAGE_API_KEY: "k",
      SUPABASE_URL: "https://project.supabase.example",
      SUPABASE_SERVICE_ROLE_KEY: "k",
    }),
  );
  expect([remote.mail.name, remote.storage.name, remote.embeddings.name]).toEqual([
    "brevo",
    "supabase",
    "voyage/voyage-3.5-lite",
  ]);
  expect(remote.mail).toBe(remote.mail);
});
