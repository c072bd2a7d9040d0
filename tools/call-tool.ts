import type { z } from "zod";
import { createDoor } from "./core/door.ts";
import type { Context } from "./core/context.ts";
import type { Outcome } from "./core/outcome.ts";
import { findTool, type registry } from "./registry.ts";

const door = createDoor(findTool);

type Registered = (typeof registry)[number];
export type ToolName = Registered["name"];
type Named<Name extends ToolName> = Extract<Registered, { name: Name }>;
export type ToolInput<Name extends ToolName> = z.input<Named<Name>["input"]>;
export type ToolOutput<Name extends ToolName> = z.output<Named<Name>["output"]>;

/** Calls a tool by its name; pages get the value's type from it. Never throws. */
export function callTool<Name extends ToolName>(
  context: Context,
  name: Name,
  input: ToolInput<Name>,
  approvalId?: string,
): Promise<Outcome<ToolOutput<Name>>>;
/** Calls a tool whose name came from outside: a model, a route, an MCP client. */
export function callTool(
  context: Context,
  name: string,
  input: unknown,
  approvalId?: string,
): Promise<Outcome>;
export function callTool(context: Context, name: string, input: unknown, approvalId?: string) {
  return door(context, name, input, approvalId);
}
