import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { ROOT_CONTEXT } from "@opentelemetry/api";
import {
  InMemorySpanExporter,
  NodeTracerProvider,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-node";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openIntegrations } from "../open-integrations.ts";
import { readEnv } from "../env.ts";
import { langfuseTraces } from "./langfuse.ts";
import { redacting } from "./redacting.ts";
import type { RunTrace } from "./traces.ts";

type Asked = { method: string; url: string; authorization: string | undefined; body: string };
let asked: Asked[] = [];
const server = createServer((request, response) => {
  let body = "";
  request.on("data", (chunk: Buffer) => (body += chunk.toString()));
  request.on("end", () => {
    const { method = "", url = "", headers } = request;
    asked.push({ method, url, authorization: headers.authorization, body });
    response.writeHead(200, { "content-type": "application/json" });
    response.end("{}");
  });
});
let url = "";
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  asked = [];
});
afterAll(() => server.close());

const open = () => langfuseTraces({ publicKey: "pk", secretKey: "sk", url });
const runId = "0b54ff6c-9b33-4c3a-9d07-63ed60ff6b9e";
const traceId = runId.replaceAll("-", "");
const run: RunTrace = {
  runId,
  conversationId: "5f0a4e0e-55a8-4f2f-a0a2-1d9c5c0f2ab1",
  organizationId: "c2a1d7a2-8c0f-4d55-9a41-3f6a9b1f0c11",
  userId: "a6c7e1f4-6a7b-4f0e-8a55-0c9d3c2b1a00",
  via: "web",
  status: "done",
  startedAt: 1_000_000,
  endedAt: 1_005_000,
  steps: [
    {
      provider: "anthropic",
      model: "claude-sonnet-5-5",
      startedAt: 1_000_100,
      endedAt: 1_002_000,
      inputTokens: 9_500,
      cachedTokens: 8_000,
      outputTokens: 200,
      costMicrocents: 680_000,
    },
  ],
  calls: [
    { tool: "tours_create_artist", startedAt: 1_002_100, endedAt: 1_002_400, outcome: "forbidden" },
  ],
};

type Attribute = { key: string; value: { stringValue?: string } };
type Sent = {
  resourceSpans: {
    scopeSpans: {
      spans: {
        traceId: string;
        spanId: string;
        parentSpanId?: string;
        name: string;
        attributes: Attribute[];
      }[];
    }[];
  }[];
};
const spansSent = () =>
  asked.flatMap(({ body }) =>
    (JSON.parse(body) as Sent).resourceSpans.flatMap(({ scopeSpans }) =>
      scopeSpans.flatMap(({ spans }) => spans),
    ),
  );
const attributesOf = (name: string) =>
  Object.fromEntries(
    (spansSent().find((span) => span.name === name)?.attributes ?? []).map(({ key, value }) => [
      key,
      value.stringValue,
    ]),
  );

test("a run arrives as one trace under its own id: model turns with tokens and cost, tools with their outcome", async () => {
  const traces = open();
  traces.run(run);
  await traces.flush();
  expect(asked[0]).toMatchObject({
    method: "POST",
    url: "/api/public/otel/v1/traces",
    authorization: `Basic ${Buffer.from("pk:sk").toString("base64")}`,
  });
  const spans = spansSent();
  expect(spans.map((span) => span.name).toSorted()).toEqual([
    "model",
    "run",
    "tours_create_artist",
  ]);
  expect(new Set(spans.map((span) => span.traceId))).toEqual(new Set([traceId]));
  const root = spans.find((span) => span.name === "run");
  for (const span of spans) if (span !== root) expect(span.parentSpanId).toBe(root?.spanId);
  expect(attributesOf("model")).toMatchObject({
    "langfuse.observation.type": "generation",
    "langfuse.observation.model.name": "claude-sonnet-5-5",
    "langfuse.observation.usage_details": '{"input":1500,"input_cached_tokens":8000,"output":200}',
    "langfuse.observation.cost_details": '{"total":0.0068}',
  });
  expect(attributesOf("tours_create_artist")).toMatchObject({
    "langfuse.observation.type": "tool",
    "langfuse.observation.metadata.outcome": "forbidden",
    "langfuse.observation.level": "WARNING",
  });
  expect(attributesOf("run")).toMatchObject({
    "session.id": run.conversationId,
    "user.id": run.userId,
  });
});

test("runs that follow one another do not share a trace", async () => {
  const traces = open();
  traces.run(run);
  traces.run({ ...run, runId: "11111111-1111-4111-8111-111111111111" });
  await traces.flush();
  expect(new Set(spansSent().map((span) => span.traceId)).size).toBe(2);
});

test("a thumb is a score of the run's trace; a change of mind replaces it, and taken back it goes", async () => {
  const traces = open();
  const messageId = "22222222-2222-4222-8222-222222222222";
  await traces.score({ runId, messageId, score: 1 });
  await traces.score({ runId, messageId, score: -1 });
  await traces.score({ runId, messageId, score: null });
  expect(asked.map(({ method, url: path }) => `${method} ${path}`)).toEqual([
    "POST /api/public/scores",
    "POST /api/public/scores",
    `DELETE /api/public/scores/${messageId}`,
  ]);
  const bodies = asked.slice(0, 2).map(({ body }) => JSON.parse(body) as object);
  expect(bodies[0]).toEqual({
    id: messageId,
    traceId,
    name: "thumb",
    value: 1,
    dataType: "BOOLEAN",
  });
  expect(bodies[1]).toMatchObject({ id: messageId, value: 0 });
});

test("whatever else stands on a span stays in the house", async () => {
  const exporter = new InMemorySpanExporter();
  const tracers = new NodeTracerProvider({
    spanProcessors: [redacting(new SimpleSpanProcessor(exporter))],
  });
  const span = tracers.getTracer("test").startSpan(
    "Refund Lea Martin",
    {
      attributes: {
        "langfuse.trace.name": "chat",
        "langfuse.observation.input": "rembourse lea.martin@exemple.fr",
        "langfuse.observation.output": "840 €",
        "gen_ai.prompt": "Bonjour",
        "langfuse.observation.metadata.outcome": "Lea Martin",
        "user.id": "lea.martin@exemple.fr",
      },
    },
    ROOT_CONTEXT,
  );
  span.addEvent("Lea Martin");
  span.recordException(new Error("840 € for Lea Martin"));
  span.setStatus({ code: 2, message: "840 € for Lea Martin" });
  span.end();
  await tracers.forceFlush();
  const [kept] = exporter.getFinishedSpans();
  expect(kept?.name).toBe("step");
  expect(kept?.attributes).toEqual({ "langfuse.trace.name": "chat" });
  expect(kept?.events).toEqual([]);
  expect(kept?.status).toEqual({ code: 2 });
});

test("without keys nobody is asked", async () => {
  const { traces } = openIntegrations(readEnv({ LANGFUSE_BASE_URL: url }));
  expect(traces.name).toBe("none");
  traces.run(run);
  await traces.score({ runId, messageId: runId, score: 1 });
  await traces.flush();
  expect(asked).toEqual([]);
});
