import type {
  CallToolResult,
  ClientCapabilities,
  GetPromptResult,
  InputRequiredResult,
  Prompt,
  ReadResourceResult,
  Resource,
  ResourceTemplateType,
  ServerContext,
  Tool,
} from "@modelcontextprotocol/server";

/** What one server offers, as data: the product's own, and whatever stands beside it. */
export type Served = {
  tools(): Promise<Tool[]>;
  /** Undefined for a name that it does not know. */
  call(request: ToolRequest): Promise<CallToolResult | InputRequiredResult> | undefined;
  resources(): Promise<Resource[]>;
  templates(): ResourceTemplateType[];
  read(uri: string): Promise<ReadResourceResult> | undefined;
  prompts(): Prompt[];
  prompt(name: string, args: Record<string, string>): Promise<GetPromptResult> | undefined;
  complete(asked: Completion): Promise<string[]> | undefined;
  /** Tells of its work while it works, and of rows that change. */
  notifies?: true;
};

export type ToolRequest = {
  name: string;
  args: Record<string, unknown>;
  ctx: ServerContext;
  /** What the client can do for its user, such as showing a form. */
  client: ClientCapabilities;
};

export type Completion = {
  /** A prompt's name or a resource template. */
  of: string;
  argument: string;
  value: string;
};

/** The first that knows answers. */
export function firstOf<Answer>(
  served: readonly Served[],
  ask: (one: Served) => Answer | undefined,
): Answer | undefined {
  for (const one of served) {
    const answer = ask(one);
    if (answer !== undefined) return answer;
  }
  return undefined;
}
