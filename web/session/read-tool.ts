import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import type { Session } from "#accounts/session.ts";
import { readDesk } from "#tools/core/read-desk.ts";
import { callTool, type ToolInput, type ToolName, type ToolOutput } from "#tools/call-tool.ts";
import { contextOf } from "./context-of.ts";
import { currentSession } from "./current-session.ts";

/** The member who asks for this page; others are led to sign in and come back. */
export async function requireSession(): Promise<Session> {
  const session = await currentSession();
  if (session) return session;
  const path = (await headers()).get("x-koncert-path") ?? "/";
  return redirect(`/sign-in?${new URLSearchParams({ next: path })}`);
}

/**
 * What a page shows, read through the one door as the person who asks. A row that is not there is the
 * page that does not exist; what the person's role does not open is said in words.
 */
export async function readTool<Name extends ToolName>(
  name: Name,
  input: ToolInput<Name>,
): Promise<ToolOutput<Name>> {
  const outcome = await callTool(contextOf(await requireSession()), name, input);
  if (outcome.ok) return outcome.value;
  if ("error" in outcome) {
    if (outcome.error.code === "not_found") notFound();
    if (outcome.error.code === "forbidden") redirect("/no-access");
  }
  throw new Error(`${name}: ${JSON.stringify(outcome)}`);
}

/** The same, null where the person's role does not open it: parts of a page that others see. */
export async function readToolIfAllowed<Name extends ToolName>(
  name: Name,
  input: ToolInput<Name>,
): Promise<ToolOutput<Name> | null> {
  const outcome = await callTool(contextOf(await requireSession()), name, input);
  if (outcome.ok) return outcome.value;
  if ("error" in outcome && outcome.error.code === "forbidden") return null;
  throw new Error(`${name}: ${JSON.stringify(outcome)}`);
}

/** What the member who asks for this page may do; read once for each request. */
export const currentDesk = cache(async () => readDesk(contextOf(await requireSession())));

/** For a page whose tools are open to more people than it is meant for. */
export async function requirePermission(permission: string): Promise<void> {
  if (!(await currentDesk()).permissions.has(permission)) redirect("/no-access");
}
