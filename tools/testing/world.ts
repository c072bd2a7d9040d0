import { randomBytes, randomUUID } from "node:crypto";
import pg from "pg";
import type { Actor, Via } from "#database/as-actor.ts";
import { type Database, openDatabase } from "#database/pool.ts";
import { createTestDatabase } from "#database/testing/create-test-database.ts";
import { localEmbeddings } from "#integrations/embeddings/local.ts";
import type { Mail } from "#integrations/mail/mail.ts";
import { testPayments } from "#integrations/payments/local.ts";
import { localPlaces } from "#integrations/places/index.ts";
import { openSalesPlatforms } from "#integrations/sales-platforms/open-sales-platforms.ts";
import { localSecrets } from "#integrations/secrets/local.ts";
import { localStorage } from "#integrations/storage/local.ts";
import { noTraces } from "#integrations/traces/traces.ts";
import { openWallet } from "#integrations/wallet/open-wallet.ts";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { callTool } from "../call-tool.ts";
import { flushReads } from "../core/audit.ts";
import type { Context } from "../core/context.ts";
import type { Done, Failed, Outcome, Pending } from "../core/outcome.ts";
import { type Role, roleNames } from "../organization/roles.ts";

/** The moment at which every world stands. */
export const worldNow = new Date("2026-11-26T09:00:00Z");

export type Organization = {
  id: string;
  actors: Record<Role, Actor & { kind: "member" }>;
};

export type World = {
  database: Database;
  adminUrl: string;
  url: string;
  /** The folder of the installation's files. */
  files: string;
  /** Mails sent, oldest first. */
  mails: Parameters<Mail["send"]>[0][];
  here: Organization;
  elsewhere: Organization;
  context(options?: ContextOptions): Context;
  /** Calls a tool as a member of `here`, owner by default. */
  act(name: string, input: unknown, options?: ContextOptions): Promise<Outcome>;
  /** As `act`, and throws what went wrong unless the call was done. */
  done<Value = Record<string, never>>(
    name: string,
    input: unknown,
    options?: ContextOptions,
  ): Promise<Done<Value>>;
  failed(name: string, input: unknown, options?: ContextOptions): Promise<Failed["error"]>;
  pending(name: string, input: unknown, options?: ContextOptions): Promise<Pending["pending"]>;
  /** Rows as the superuser sees them, for looking at end states. */
  rows<Row extends pg.QueryResultRow = pg.QueryResultRow>(
    sql: string,
    values?: unknown[],
  ): Promise<Row[]>;
  close(): Promise<void>;
};

export type ContextOptions = {
  /** Whoever acts in place of a member. */
  actor?: Actor;
  role?: Role;
  organization?: Organization;
  via?: Via;
  locale?: "fr" | "en";
  callId?: string;
  tainted?: boolean;
  conversationId?: string;
  now?: Date;
};

/** A fresh database with two organizations, a member of each role in both. */
export async function openWorld(
  kind?: "embedded" | "server",
  options?: { fsync?: boolean },
): Promise<World> {
  const test = await createTestDatabase(kind, options);
  const database = openDatabase(test.url, 6);
  const admin = new pg.Client({ connectionString: test.adminUrl });
  await admin.connect();
  const files = await mkdtemp(path.join(tmpdir(), "koncert-files-"));
  const mails: World["mails"] = [];
  const here = await organization(admin, "Bleu Nuit Productions");
  const elsewhere = await organization(admin, "Grand Large Spectacles");
  const integrations = {
    mail: {
      name: "local" as const,
      send: async (mail: (typeof mails)[number]) => {
        mails.push(mail);
      },
    },
    places: localPlaces,
    storage: localStorage(files),
    embeddings: localEmbeddings,
    salesPlatforms: openSalesPlatforms({}),
    wallet: openWallet({ KONCERT_DATA_DIR: files, KONCERT_URL: "https://exemple.fr" }),
    secrets: localSecrets({ KONCERT_SECRET: "a secret of thirty-two characters or more" }),
    payments: testPayments,
    traces: noTraces,
  };
  const context = (options: ContextOptions = {}): Context => ({
    database,
    integrations,
    actor: options.actor ?? {
      ...(options.organization ?? here).actors[options.role ?? "owner"],
      via: options.via ?? "web",
    },
    locale: options.locale ?? "fr",
    now: options.now ?? worldNow,
    callId: options.callId ?? randomUUID(),
    ...(options.tainted ? { tainted: true } : {}),
    ...(options.conversationId ? { conversationId: options.conversationId } : {}),
  });
  const act: World["act"] = (name, input, options) => callTool(context(options), name, input);
  return {
    database,
    adminUrl: test.adminUrl,
    url: test.url,
    files,
    mails,
    here,
    elsewhere,
    context,
    act,
    async done<Value>(name: string, input: unknown, options?: ContextOptions) {
      const outcome = await act(name, input, options);
      if (!outcome.ok) throw new Error(`${name}: ${JSON.stringify(outcome)}`);
      return outcome as Done<Value>;
    },
    async failed(name, input, options) {
      const outcome = await act(name, input, options);
      if (!("error" in outcome))
        throw new Error(`${name} did not fail: ${JSON.stringify(outcome)}`);
      return outcome.error;
    },
    async pending(name, input, options) {
      const outcome = await act(name, input, options);
      if (!("pending" in outcome))
        throw new Error(`${name} asked no approval: ${JSON.stringify(outcome)}`);
      return outcome.pending;
    },
    rows: async (text, values) => (await admin.query(text, values)).rows,
    async close() {
      await flushReads(database);
      await database.close();
      await admin.end();
      await rm(files, { recursive: true, force: true });
      await test.close();
    },
  };
}

async function organization(admin: pg.Client, name: string): Promise<Organization> {
  const slug = `${name.toLowerCase().replaceAll(" ", "-")}-${randomBytes(3).toString("hex")}`;
  const { rows } = await admin.query<{ id: string }>(
    "insert into organizations (name, slug, licence_numbers) values ($1, $2, '{PLATESV-D-2019-001172}') returning id",
    [name, slug],
  );
  const id = rows[0]?.id ?? "";
  const actors = {} as Organization["actors"];
  for (const role of roleNames) {
    const userId = randomUUID();
    const email = `${role}@${slug}.test`;
    await admin.query(
      `insert into accounts."user" (id, name, email, "emailVerified", "createdAt", "updatedAt")
       values ($1, $2, $3, true, now(), now())`,
      [userId, `${role} ${name}`, email],
    );
    await admin.query(
      "insert into members (organization_id, user_id, email, name, role) values ($1, $2, $3, $4, $5)",
      [id, userId, email, `${role} ${name}`, role],
    );
    actors[role] = { kind: "member", userId, organizationId: id, via: "web" };
  }
  return { id, actors };
}
