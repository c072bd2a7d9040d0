import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { openDatabase } from "#database/pool.ts";
import { readEnv } from "#integrations/env.ts";
import { listLocalMail } from "#integrations/mail/local.ts";
import type { Mail } from "#integrations/mail/mail.ts";
import { openAccounts } from "../auth.ts";

export const site = "http://127.0.0.1:3000";
export const password = "un mot de passe long";

export type TestAccounts = Awaited<ReturnType<typeof openTestAccounts>>;

/** Accounts on a fresh database, closed with them, with a mailbox in a temporary folder. */
export async function openTestAccounts(
  test: { url: string; adminUrl: string; close(): Promise<void> },
  options: {
    env?: Record<string, string>;
    mail?: Mail;
  } = {},
) {
  const dataDirectory = mkdtempSync(path.join(os.tmpdir(), "koncert-accounts-"));
  const database = openDatabase(test.url, 4);
  const admin = new pg.Pool({ connectionString: test.adminUrl, max: 1 });
  const env = readEnv({
    KONCERT_URL: site,
    KONCERT_SECRET: "a secret of thirty-two characters or more",
    KONCERT_DATA_DIR: dataDirectory,
    ...options.env,
  });
  const accounts = openAccounts({ database, env, ...(options.mail ? { mail: options.mail } : {}) });
  return {
    accounts,
    database,
    admin,
    url: test.url,
    /** Letters to one address, newest first, once all have left. */
    async lettersTo(email: string) {
      await accounts.settled();
      return (await listLocalMail(dataDirectory)).filter(({ to }) => to === email);
    },
    async close() {
      await accounts.settled();
      await admin.end();
      await database.close();
      await test.close();
      rmSync(dataDirectory, { recursive: true, force: true });
    },
  };
}

let browsers = 0;

export type Answer = { status: number; body: Record<string, unknown>; location: string | null };

/** A browser with its own address and cookies, against the accounts' handler. */
export function openBrowser({ accounts }: TestAccounts, options: { address?: string } = {}) {
  browsers += 1;
  const address = options.address ?? `192.0.2.${browsers % 250}`;
  const cookies = new Map<string, string>();

  const headers = () =>
    new Headers({
      cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
      "x-koncert-client-ip": address,
    });

  const keep = (values: string[]) => {
    for (const value of values) {
      const [pair = "", ...attributes] = value.split(/;\s*/);
      const at = pair.indexOf("=");
      if (attributes.some((one) => /^max-age=0$/i.test(one))) cookies.delete(pair.slice(0, at));
      else cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
  };

  async function ask(
    method: "GET" | "POST",
    path: string,
    body?: unknown,
    origin = site,
  ): Promise<Answer> {
    const sent = headers();
    if (method === "POST") sent.set("content-type", "application/json");
    if (method === "POST") sent.set("origin", origin);
    const response = await accounts.auth.handler(
      new Request(new URL(path, site), {
        method,
        headers: sent,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
    keep(response.headers.getSetCookie());
    const text = await response.text();
    return {
      status: response.status,
      body: text.startsWith("{") ? (JSON.parse(text) as Record<string, unknown>) : {},
      location: response.headers.get("location"),
    };
  }

  return {
    cookies,
    headers,
    keep,
    get: (path: string) => ask("GET", path.startsWith("http") ? path : `/api/auth${path}`),
    post: (path: string, body: unknown = {}, origin?: string) =>
      ask("POST", `/api/auth${path}`, body, origin),
    signUp: (email: string, more: Record<string, unknown> = {}) =>
      ask("POST", "/api/auth/sign-up/email", {
        email,
        password,
        name: "Léa Martin",
        organizationName: "Les Productions du Port",
        ...more,
      }),
    signIn: (email: string, given = password) =>
      ask("POST", "/api/auth/sign-in/email", { email, password: given }),
  };
}

/** The link in a letter. */
export function linkIn(letter: { text: string } | undefined): string {
  return letter?.text.match(/https?:\S+/)?.[0] ?? "";
}
