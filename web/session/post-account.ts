export type AccountAnswer =
  | { ok: true; value: Record<string, unknown> }
  | { ok: false; code: string | undefined };

/** Asks the accounts service, under /api/auth. A code `UNREACHABLE` says that no answer came. */
export async function postAccount(
  path: string,
  body: Record<string, unknown>,
): Promise<AccountAnswer> {
  try {
    const response = await fetch(`/api/auth${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const value = ((await response.json().catch(() => null)) ?? {}) as Record<string, unknown>;
    if (response.ok) return { ok: true, value };
    const code = typeof value["code"] === "string" ? value["code"] : undefined;
    return { ok: false, code: code ?? (response.status === 429 ? "TOO_MANY_REQUESTS" : undefined) };
  } catch {
    return { ok: false, code: "UNREACHABLE" };
  }
}
