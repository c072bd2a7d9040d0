import type { ReadableSpan, SpanProcessor } from "@opentelemetry/sdk-trace-node";

/** All that a span may carry outside. */
const allowed = new Set([
  "langfuse.trace.name",
  "session.id",
  "user.id",
  "langfuse.trace.metadata.organization",
  "langfuse.trace.metadata.via",
  "langfuse.observation.type",
  "langfuse.observation.level",
  "langfuse.observation.model.name",
  "langfuse.observation.usage_details",
  "langfuse.observation.cost_details",
  "langfuse.observation.metadata.provider",
  "langfuse.observation.metadata.outcome",
  "langfuse.observation.metadata.status",
]);

/** Ids, names of tools and models, JSON of figures: nothing with the space that words have between them. */
const plain = /^[\w.:/{}",-]{0,400}$/;

/**
 * Lets through the attributes of the list alone, with values that are no words; names, events and links
 * that a library added are dropped.
 */
export function redacting(next: SpanProcessor): SpanProcessor {
  return {
    onStart: (span, context) => next.onStart(span, context),
    onEnd: (span) => next.onEnd(redacted(span)),
    forceFlush: () => next.forceFlush(),
    shutdown: () => next.shutdown(),
  };
}

function redacted(span: ReadableSpan): ReadableSpan {
  const attributes = Object.fromEntries(
    Object.entries(span.attributes).filter(
      ([name, value]) => allowed.has(name) && typeof value === "string" && plain.test(value),
    ),
  );
  const name = /^[a-z_]{1,80}$/.test(span.name) ? span.name : "step";
  return new Proxy(span, {
    get(target, key) {
      if (key === "attributes") return attributes;
      if (key === "name") return name;
      if (key === "events" || key === "links") return [];
      if (key === "status") return { code: target.status.code };
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
