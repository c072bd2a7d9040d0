import {
  acceptedContent,
  inputRequired,
  type CallToolResult,
  type InputRequiredResult,
  type ServerContext,
} from "@modelcontextprotocol/server";
import { compactResult } from "#agent/compact-result.ts";
import { forModels } from "#agent/tool-definitions.ts";
import { callTool } from "#tools/call-tool.ts";
import type { Context } from "#tools/core/context.ts";
import type { Outcome } from "#tools/core/outcome.ts";
import { readDesk } from "#tools/core/read-desk.ts";
import { createSay, type Locale } from "#tools/core/text.ts";
import type { Tool } from "#tools/core/tool.ts";
import { approvalUrl, tellDecision, waitForPerson } from "./approvals.ts";
import { askChoice, askMissing, canAskForm, formKey } from "./ask-person.ts";
import type { ServerOptions } from "./build-server.ts";
import { describeTool, isObject } from "./describe-tool.ts";
import { fit } from "./fit.ts";
import { createPrompts } from "./prompts.ts";
import { createResources, type Read } from "./resources.ts";
import type { Served, ToolRequest } from "./served.ts";

/** What a call remembers between two rounds, sealed. */
type Round = { answers?: Record<string, unknown>; approval?: string };
type Mint = (round: Round, ctx: ServerContext) => Promise<string>;

/** The registry's tools, and the rows and tasks that a client can name, for one caller. */
export function serveProduct(options: ServerOptions, mint: Mint): Served {
  const isAllowed = (tool: Tool) => options.isAllowed?.(tool) ?? true;
  const tools = forModels(options.registry).filter(isAllowed);
  const byName = new Map(tools.map((tool) => [tool.name, tool]));
  let tainted = false;

  /** One call through the door, as whoever asks. */
  const run = async (name: string, input: unknown): Promise<[Outcome, Context]> => {
    const given = await options.context();
    const context = tainted ? { ...given, tainted } : given;
    const outcome = await callTool(context, name, input);
    if (outcome.ok && outcome.untrusted) tainted = true;
    return [outcome, context];
  };

  const answer = async (tool: Tool, { args: given, ctx, client }: ToolRequest) => {
    const round = ctx.mcpReq.requestState<Round>() ?? {};
    if (round.approval) return tellDecision(run, round.approval, options.site);
    const filled = acceptedContent(ctx.mcpReq.inputResponses, formKey);
    const answers = { ...round.answers, ...onlyFields(tool, filled) };
    const args = { ...given, ...asGiven(given, answers) };
    const ask = async (
      inputRequests: InputRequiredResult["inputRequests"],
      more: Round = {},
    ): Promise<InputRequiredResult> =>
      inputRequired({
        ...(inputRequests ? { inputRequests } : {}),
        requestState: await mint({ answers, ...more }, ctx),
      });

    const { locale } = await options.context();
    // Who was asked and gave no answer is told what is missing, not asked again.
    const wasAsked = ctx.mcpReq.inputResponses !== undefined;
    const missing = canAskForm(client) && !wasAsked ? askMissing(tool, args, locale) : undefined;
    if (missing) return ask(missing);
    const [outcome, context] = await run(tool.name, args);
    if (tool.effect !== "read") await options.afterCall?.(context);
    if (!outcome.ok && "pending" in outcome && client.elicitation?.url) {
      const { approvalId } = outcome.pending;
      return ask(waitForPerson(tool, approvalId, options.site, locale), { approval: approvalId });
    }
    if (!outcome.ok && "error" in outcome && canAskForm(client)) {
      const { message, field, choices = [] } = outcome.error;
      if (field && field in tool.input.shape && choices.length > 1 && !(field in answers)) {
        return ask(askChoice(message, field, choices));
      }
    }
    return toResult(outcome, tool, locale, options.site);
  };

  // What is read or completed is a call of a tool, allowed to the client or not there for it.
  const read: Read = async (name, input) => (byName.has(name) ? run(name, input) : undefined);
  const resources = createResources(read);
  const prompts = createPrompts(read, async () => (await options.context()).locale);
  return {
    async tools() {
      const context = await options.context();
      const { permissions } = await readDesk(context);
      return tools
        .filter((tool) => permissions.has(tool.permission))
        .map((tool) => describeTool(tool, context.locale));
    },
    call(request) {
      const tool = byName.get(request.name);
      return tool && answer(tool, request);
    },
    ...resources,
    ...prompts,
    complete: (asked) => resources.complete(asked) ?? prompts.complete(asked),
  };
}

/** Of what a form brought, the fields of the tool. */
const onlyFields = (tool: Tool, filled: Record<string, unknown> = {}) =>
  Object.fromEntries(Object.entries(filled).filter(([key]) => key in tool.input.shape));

/** A row that was chosen stands in a list where the call had one. */
const asGiven = (given: Record<string, unknown>, answers: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(answers).map(([key, value]) => [
      key,
      Array.isArray(given[key]) && !Array.isArray(value) ? [value] : value,
    ]),
  );

function toResult(outcome: Outcome, tool: Tool, locale: Locale, site: string): CallToolResult {
  const text = compactResult(outcome, locale);
  if (outcome.ok) {
    if (!isObject(outcome.value)) return { content: [{ type: "text", text }] };
    const { value, told } = fit(outcome.value, locale);
    return {
      content: [{ type: "text", text: told ? `${text}\n${told}` : text }],
      structuredContent: value,
    };
  }
  if ("pending" in outcome) {
    const { approvalId, expiresAt, preview } = outcome.pending;
    const url = approvalUrl(site, approvalId);
    const say = createSay(locale);
    const how = say({
      fr: `« ${tool.title.fr} » attend la décision d’une personne, ici : ${url}`,
      en: `“${tool.title.en}” waits for a person to decide, here: ${url}`,
    });
    const shown = {
      title: say(preview.title),
      lines: preview.lines.map(({ label, value }) => ({
        label: say(label),
        value: typeof value === "string" ? value : say(value),
      })),
      warnings: (preview.warnings ?? []).map((warning) => say(warning)),
    };
    return {
      content: [{ type: "text", text: `${text}\n${how}` }],
      structuredContent: { pending: { approvalId, expiresAt, url, preview: shown } },
    };
  }
  return { content: [{ type: "text", text }], isError: true };
}
