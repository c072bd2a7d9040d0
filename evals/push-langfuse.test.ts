import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readEnv } from "#integrations/env.ts";
import { pushRun } from "./push-langfuse.ts";
import type { EvalRun } from "./run.ts";

let server: Server;
const heard: { path: string; authorization: string; body: Record<string, unknown> }[] = [];
beforeAll(async () => {
  server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk: Buffer) => (text += chunk.toString()));
    request.on("end", () => {
      heard.push({
        path: request.url ?? "",
        authorization: request.headers.authorization ?? "",
        body: JSON.parse(text) as Record<string, unknown>,
      });
      response.setHeader("content-type", "application/json");
      response.end("{}");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const run: EvalRun = {
  model: "interpreter",
  idle: [],
  seconds: 1,
  results: [
    {
      id: "money-expense",
      family: "money",
      phrasing: 1,
      repeat: 1,
      passed: true,
      wrongWrite: false,
      unapproved: false,
      problems: [],
      transcript: "> j'ai claqué 92 € de taxi à Lille",
    },
  ],
};

test("a run becomes an experiment: an item, a trace with its scores, and what ties them", async () => {
  const env = {
    ...readEnv(),
    LANGFUSE_PUBLIC_KEY: "pk",
    LANGFUSE_SECRET_KEY: "sk",
    LANGFUSE_BASE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  };
  expect(await pushRun(run, env, "interpreter today")).toBe(true);
  expect(heard.map(({ path }) => path.replace("/api/public/", ""))).toEqual([
    "v2/datasets",
    "dataset-items",
    "ingestion",
    "dataset-run-items",
  ]);
  expect(new Set(heard.map(({ authorization }) => authorization))).toEqual(
    new Set([`Basic ${Buffer.from("pk:sk").toString("base64")}`]),
  );
  const batch = heard[2]?.body["batch"] as { type: string; body: Record<string, unknown> }[];
  expect(batch.map(({ type }) => type)).toEqual(["trace-create", "score-create", "score-create"]);
  expect(batch[1]?.body).toMatchObject({ name: "passed", value: 1 });
  expect(heard[3]?.body).toMatchObject({
    runName: "interpreter today",
    traceId: batch[0]?.body["id"],
    datasetItemId: heard[1]?.body["id"],
  });
});

test("nothing leaves without keys", async () => {
  const before = heard.length;
  const env = { ...readEnv(), LANGFUSE_PUBLIC_KEY: undefined, LANGFUSE_SECRET_KEY: undefined };
  expect(await pushRun(run, env, "none")).toBe(false);
  expect(heard.length).toBe(before);
});
