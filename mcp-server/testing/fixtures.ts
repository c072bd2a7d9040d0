import { setTimeout as wait } from "node:timers/promises";
import { type ContentBlock, type ServerContext } from "@modelcontextprotocol/server";
import type { Served } from "../served.ts";

const png =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==";
const wav = "UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQAAAAA=";
const text = (told: string): ContentBlock => ({ type: "text", text: told });
const image: ContentBlock = { type: "image", data: png, mimeType: "image/png" };
const says = (...content: ContentBlock[]) => ({ content });

/** On the stream of the call: the one for everything else may not be open yet, and would lose it. */
const onStreamOf = (ctx: ServerContext) => ({ relatedRequestId: ctx.mcpReq.id });

type Form = Parameters<ServerContext["mcpReq"]["elicitInput"]>[0];
const asks = async (ctx: ServerContext, message: string, requestedSchema: object, head: string) => {
  const form = { mode: "form", message, requestedSchema } as Form;
  const { action, content } = await ctx.mcpReq.elicitInput(form, onStreamOf(ctx));
  return says(text(`${head}: action=${action}, content=${JSON.stringify(content ?? {})}`));
};
const field = (type: string, preset: unknown) => ({ type, default: preset });

const tools: Record<
  string,
  {
    input?: object;
    call(
      args: Record<string, unknown>,
      ctx: ServerContext,
    ): Promise<{ content: ContentBlock[]; isError?: true }>;
  }
> = {
  test_simple_text: { call: async () => says(text("This is a simple text response for testing.")) },
  test_image_content: { call: async () => says(image) },
  test_audio_content: {
    call: async () => says({ type: "audio", data: wav, mimeType: "audio/wav" }),
  },
  test_embedded_resource: {
    call: async () =>
      says({
        type: "resource",
        resource: {
          uri: "test://embedded-resource",
          mimeType: "text/plain",
          text: "This is an embedded resource content.",
        },
      }),
  },
  test_multiple_content_types: {
    call: async () =>
      says(text("Multiple content types test:"), image, {
        type: "resource",
        resource: {
          uri: "test://mixed-content-resource",
          mimeType: "application/json",
          text: '{"test":"data","value":123}',
        },
      }),
  },
  test_tool_with_logging: {
    async call(_, ctx) {
      for (const told of [
        "Tool execution started",
        "Tool processing data",
        "Tool execution completed",
      ]) {
        await ctx.mcpReq.log("info", told);
        await wait(50);
      }
      return says(text("Logged three times."));
    },
  },
  test_error_handling: {
    call: async () => ({
      ...says(text("This tool intentionally returns an error for testing")),
      isError: true,
    }),
  },
  test_tool_with_progress: {
    async call(_, ctx) {
      const progressToken = ctx.mcpReq._meta?.progressToken;
      for (const progress of [0, 50, 100]) {
        if (progressToken !== undefined) {
          const params = { progressToken, progress, total: 100 };
          await ctx.mcpReq.notify({ method: "notifications/progress", params });
        }
        await wait(50);
      }
      return says(text("Done."));
    },
  },
  test_sampling: {
    input: { properties: { prompt: { type: "string" } }, required: ["prompt"] },
    async call({ prompt }, ctx) {
      const content = { type: "text" as const, text: String(prompt) };
      const answer = await ctx.mcpReq.requestSampling(
        {
          messages: [{ role: "user", content }],
          maxTokens: 100,
        },
        onStreamOf(ctx),
      );
      return says(text(`LLM response: ${JSON.stringify(answer.content)}`));
    },
  },
  test_elicitation: {
    input: { properties: { message: { type: "string" } }, required: ["message"] },
    call: ({ message }, ctx) =>
      asks(
        ctx,
        String(message),
        {
          type: "object",
          properties: {
            username: { type: "string", description: "User's response" },
            email: { type: "string", description: "User's email address" },
          },
          required: ["username", "email"],
        },
        "User response",
      ),
  },
  test_elicitation_sep1034_defaults: {
    call: (_, ctx) =>
      asks(
        ctx,
        "Defaults of every type",
        {
          type: "object",
          properties: {
            name: field("string", "John Doe"),
            age: field("integer", 30),
            score: field("number", 95.5),
            status: { ...field("string", "active"), enum: ["active", "inactive", "pending"] },
            verified: field("boolean", true),
          },
        },
        "Elicitation completed",
      ),
  },
  test_elicitation_sep1330_enums: {
    call: (_, ctx) =>
      asks(
        ctx,
        "Choices of every kind",
        { type: "object", properties: choices },
        "Elicitation completed",
      ),
  },
  json_schema_2020_12_tool: {
    input: {
      $schema: "https://json-schema.org/draft/2020-12/schema",
      $defs: {
        address: {
          type: "object",
          properties: { street: { type: "string" }, city: { type: "string" } },
        },
      },
      properties: { name: { type: "string" }, address: { $ref: "#/$defs/address" } },
      additionalProperties: false,
    },
    call: async () => says(text("Read.")),
  },
};

const titled = (...names: string[]) =>
  names.map((name) => ({ const: name, title: `Title of ${name}` }));
const plain = ["option1", "option2", "option3"];
const choices = {
  untitledSingle: { type: "string", enum: plain },
  titledSingle: { type: "string", oneOf: titled("value1", "value2", "value3") },
  legacyEnum: {
    type: "string",
    enum: ["opt1", "opt2", "opt3"],
    enumNames: ["Option One", "Option Two", "Option Three"],
  },
  untitledMulti: { type: "array", items: { type: "string", enum: plain } },
  titledMulti: { type: "array", items: { anyOf: titled("value1", "value2", "value3") } },
};

const static_ = {
  "test://static-text": {
    mimeType: "text/plain",
    text: "This is the content of the static text resource.",
  },
  "test://static-binary": { mimeType: "image/png", blob: png },
  "test://watched-resource": { mimeType: "text/plain", text: "Watched." },
};

const user = (...content: ContentBlock[]) =>
  content.map((one) => ({ role: "user" as const, content: one }));
const prompts: Record<
  string,
  { taken?: string[]; write(args: Record<string, string>): ContentBlock[] }
> = {
  test_simple_prompt: { write: () => [text("This is a simple prompt for testing.")] },
  test_prompt_with_arguments: {
    taken: ["arg1", "arg2"],
    write: ({ arg1, arg2 }) => [text(`Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`)],
  },
  test_prompt_with_embedded_resource: {
    taken: ["resourceUri"],
    write: ({ resourceUri = "" }) => [
      {
        type: "resource",
        resource: {
          uri: resourceUri,
          mimeType: "text/plain",
          text: "Embedded resource content for testing.",
        },
      },
      text("Please process the embedded resource above."),
    ],
  },
  test_prompt_with_image: { write: () => [image, text("Please analyze the image above.")] },
};

/** What the official conformance suites ask a server for, served beside the product in their run alone. */
export const fixtures: Served = {
  notifies: true,
  tools: async () =>
    Object.entries(tools).map(([name, { input = {} }]) => ({
      name,
      description: `Fixture of the conformance suite: ${name}`,
      inputSchema: { type: "object" as const, ...input },
    })),
  call: ({ name, args, ctx }) => tools[name]?.call(args, ctx),
  resources: async () =>
    Object.entries(static_).map(([uri, { mimeType }]) => ({
      uri,
      name: uri,
      description: "Fixture of the conformance suite",
      mimeType,
    })),
  templates: () => [
    { uriTemplate: "test://template/{id}/data", name: "template", mimeType: "application/json" },
  ],
  read(uri) {
    const found = static_[uri as keyof typeof static_];
    if (found) return Promise.resolve({ contents: [{ uri, ...found }] });
    const id = /^test:\/\/template\/([^/]+)\/data$/.exec(uri)?.[1];
    const told = JSON.stringify({ id, templateTest: true, data: `Data for ID: ${id}` });
    return id === undefined
      ? undefined
      : Promise.resolve({ contents: [{ uri, mimeType: "application/json", text: told }] });
  },
  prompts: () =>
    Object.entries(prompts).map(([name, { taken = [] }]) => ({
      name,
      description: `Fixture of the conformance suite: ${name}`,
      arguments: taken.map((argument) => ({ name: argument, required: true })),
    })),
  prompt(name, args) {
    const found = prompts[name];
    return found && Promise.resolve({ messages: user(...found.write(args)) });
  },
  complete: ({ of }) => (of.startsWith("test_") ? Promise.resolve(["paris", "park"]) : undefined),
};
