import { randomBytes } from "node:crypto";
import { ROOT_CONTEXT, type Span, type Tracer, trace as tracing } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { BatchSpanProcessor, NodeTracerProvider } from "@opentelemetry/sdk-trace-node";
import { askProvider } from "../ask-provider.ts";
import { redacting } from "./redacting.ts";
import type { AnswerScore, RunTrace, Traces } from "./traces.ts";

const provider = "Langfuse";

/** Langfuse over OpenTelemetry, with a tracer of its own: nothing is registered for the process. */
export function langfuseTraces(options: {
  publicKey: string;
  secretKey: string;
  url: string | undefined;
}): Traces {
  const base = (options.url ?? "https://cloud.langfuse.com").replace(/\/+$/, "");
  const authorization = `Basic ${Buffer.from(`${options.publicKey}:${options.secretKey}`).toString("base64")}`;
  const exporter = new OTLPTraceExporter({
    url: `${base}/api/public/otel/v1/traces`,
    headers: { authorization, "x-langfuse-ingestion-version": "4" },
    timeoutMillis: 10_000,
  });
  // The trace of a run has the run's id, so that a score finds it without being told.
  let traceId = "";
  const processor = redacting(new BatchSpanProcessor(exporter));
  const tracers = new NodeTracerProvider({
    spanProcessors: [processor],
    idGenerator: {
      generateTraceId: () => traceId,
      generateSpanId: () => randomBytes(8).toString("hex"),
    },
  });
  const tracer = tracers.getTracer("koncert");
  return {
    name: "langfuse",
    run(trace) {
      traceId = traceIdOf(trace.runId);
      writeSpans(tracer, trace);
    },
    async score(score) {
      const headers = { authorization, "content-type": "application/json" };
      if (score.score === null) {
        const url = `${base}/api/public/scores/${score.messageId}`;
        await askProvider(provider, url, { method: "DELETE", headers }, [404]);
        return;
      }
      await askProvider(provider, `${base}/api/public/scores`, {
        method: "POST",
        headers,
        body: JSON.stringify(scoreBody(score)),
      });
    },
    flush: () => processor.forceFlush(),
  };
}

const traceIdOf = (runId: string) => runId.replaceAll("-", "");

/** One id for each answer: a change of mind replaces the score. */
const scoreBody = ({ runId, messageId, score }: AnswerScore) => ({
  id: messageId,
  traceId: traceIdOf(runId),
  name: "thumb",
  value: score === 1 ? 1 : 0,
  dataType: "BOOLEAN",
});

function writeSpans(tracer: Tracer, run: RunTrace) {
  const shared = {
    "langfuse.trace.name": "chat",
    "session.id": run.conversationId,
    ...(run.userId ? { "user.id": run.userId } : {}),
    "langfuse.trace.metadata.organization": run.organizationId,
    "langfuse.trace.metadata.via": run.via,
  };
  const root = tracer.startSpan(
    "run",
    {
      startTime: run.startedAt,
      attributes: {
        ...shared,
        "langfuse.observation.type": "agent",
        "langfuse.observation.metadata.status": run.status,
      },
    },
    ROOT_CONTEXT,
  );
  const inside = (name: string, step: { startedAt: number; endedAt: number }, more: object) => {
    const span: Span = tracer.startSpan(
      name,
      { startTime: step.startedAt, attributes: { ...shared, ...more } },
      tracing.setSpan(ROOT_CONTEXT, root),
    );
    span.end(step.endedAt);
  };
  for (const step of run.steps) {
    inside("model", step, {
      "langfuse.observation.type": "generation",
      "langfuse.observation.model.name": step.model,
      "langfuse.observation.metadata.provider": step.provider,
      "langfuse.observation.usage_details": JSON.stringify({
        input: step.inputTokens - step.cachedTokens,
        input_cached_tokens: step.cachedTokens,
        output: step.outputTokens,
      }),
      // Dollars.
      "langfuse.observation.cost_details": JSON.stringify({ total: step.costMicrocents / 1e8 }),
    });
  }
  for (const call of run.calls) {
    inside(call.tool, call, {
      "langfuse.observation.type": "tool",
      "langfuse.observation.metadata.outcome": call.outcome,
      ...(call.outcome === "ok" || call.outcome === "pending"
        ? {}
        : { "langfuse.observation.level": "WARNING" }),
    });
  }
  root.end(run.endedAt);
}
