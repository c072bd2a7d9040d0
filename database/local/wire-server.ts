import { createServer } from "node:net";
import type { AddressInfo, Server } from "node:net";
import { setImmediate as afterInput } from "node:timers/promises";
import { Backend } from "./backend.ts";
import type { Exchange } from "./backend.ts";
import type { Embedded } from "./open-embedded.ts";
import { greeting, query, sync } from "./protocol.ts";
import { identifier } from "./session-text.ts";
import type { ChannelChange } from "./session-text.ts";
import { WireClient } from "./wire-client.ts";

export type WireServerOptions = {
  port?: number;
  /** After how many milliseconds without a message a transaction is ended (30 s). */
  idleTransactionTimeout?: number;
  /** Opens the database anew when the engine broke; without it the server stops. */
  reopen?: () => Promise<Embedded>;
  onBroken?: (error: unknown) => void;
};

const inputEvery = 5;

/**
 * Serves an embedded PostgreSQL, which has one session, to many clients on 127.0.0.1 as a
 * transaction pooler does: a client has the backend from its first message until it is ready for
 * a query outside a transaction. Clients may pipeline. No password: whoever reaches the port is in.
 */
export class WireServer {
  #backend: Backend;
  readonly #options: WireServerOptions;
  readonly #server: Server;
  readonly #clients = new Set<WireClient>();
  readonly #waiting = new Set<WireClient>();
  readonly #reported = new Map<string, string>();
  /** In a transaction, or within an exchange that a Flush cut. */
  #owner: WireClient | undefined;
  /** Whose session the backend has. */
  #dressedFor: WireClient | undefined;
  #idle: NodeJS.Timeout | undefined;
  #relisten = false;
  #turning: Promise<void> | undefined;
  #closing = false;
  #lastId = 0;

  constructor(embedded: Embedded, options: WireServerOptions = {}) {
    this.#backend = new Backend(embedded);
    this.#options = options;
    this.#server = createServer({ allowHalfOpen: true }, (socket) => {
      this.#lastId += 1;
      const client = new WireClient(this.#lastId, socket, (woken) => this.#wake(woken));
      this.#clients.add(client);
    });
  }

  async listen(): Promise<number> {
    const version = await this.#backend.value("show server_version");
    for (const [name, value] of Object.entries({
      server_version: version,
      server_encoding: "UTF8",
      client_encoding: "UTF8",
      DateStyle: "ISO, MDY",
      IntervalStyle: "postgres",
      TimeZone: "UTC",
      integer_datetimes: "on",
      standard_conforming_strings: "on",
    })) {
      this.#reported.set(name, value);
    }
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(this.#options.port ?? 0, "127.0.0.1", resolve);
    });
    return (this.#server.address() as AddressInfo).port;
  }

  /** Ends open transactions and connections, then the database. */
  async close(): Promise<void> {
    this.#closing = true;
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const client of this.#clients) client.dismiss("57P01", "the database is stopping");
    await this.#turning;
    clearTimeout(this.#idle);
    await closed;
    await this.#turning;
    await this.#backend.close();
  }

  #wake(client: WireClient): void {
    if (!client.ready || !this.#clients.has(client)) return;
    if (client !== this.#owner) this.#waiting.add(client);
    this.#turning ??= this.#takeTurns().finally(() => (this.#turning = undefined));
  }

  async #takeTurns(): Promise<void> {
    let inputAt = performance.now();
    for (let client = this.#next(); client; client = this.#next()) {
      try {
        await this.#turn(client);
      } catch (error) {
        await this.#broken(error);
      }
      if (performance.now() - inputAt > inputEvery) {
        await afterInput();
        inputAt = performance.now();
      }
    }
    this.#watchIdleness();
  }

  #next(): WireClient | undefined {
    if (this.#owner) return this.#owner.ready ? this.#owner : undefined;
    const [first] = this.#waiting;
    if (first) this.#waiting.delete(first);
    return first;
  }

  async #turn(client: WireClient): Promise<void> {
    clearTimeout(this.#idle);
    const segment = client.session && client.greeted ? client.takeSegment() : undefined;
    if (!segment && client.ended) return this.#farewell(client);
    if (client.session === undefined) return;
    if (!(await this.#dress(client, client.session))) return;
    if (segment) {
      const answer = await this.#backend.exchange(segment.bytes, segment.isFlush);
      client.write(answer.output);
      this.#follow(client, segment.channels, answer);
      this.#owner = answer.state === "I" ? undefined : client;
      await this.#afterExchange(answer);
    }
    if (client !== this.#owner && client.ready) this.#waiting.add(client);
  }

  /** Gives the backend the session of `client`, and greets it the first time. */
  async #dress(client: WireClient, session: NonNullable<WireClient["session"]>): Promise<boolean> {
    if (this.#dressedFor !== client) {
      this.#dressedFor = undefined;
      const { error } = await this.#backend.run(session.handover);
      if (error) {
        client.dismiss("28000", `session of "${session.parameters.get("user")}" refused: ${error}`);
        return false;
      }
      this.#dressedFor = client;
    }
    if (!client.greeted) {
      client.greeted = true;
      const user = session.parameters.get("user") ?? "";
      const reported = new Map(this.#reported)
        .set("session_authorization", user)
        .set("is_superuser", user === "postgres" ? "on" : "off")
        .set("application_name", session.parameters.get("application_name") ?? "");
      client.write(greeting(reported, client.id, session.minor));
    }
    return true;
  }

  /** The client is gone: what it left open is rolled back, what it left behind is dropped. */
  async #farewell(client: WireClient): Promise<void> {
    this.#clients.delete(client);
    this.#waiting.delete(client);
    if (client === this.#owner) {
      this.#owner = undefined;
      await this.#afterExchange(await this.#backend.exchange(rollBack));
    }
    const closes = client.statements.closeAll();
    if (closes && !this.#closing) await this.#backend.exchange(Buffer.concat([closes, sync]));
    const abandoned = [...client.channels].filter((channel) => !this.#isWanted(channel));
    client.channels.clear();
    if (abandoned.length > 0) {
      await this.#backend.run(abandoned.map((name) => `unlisten ${identifier(name)}`).join("; "));
    }
    if (this.#dressedFor === client) this.#dressedFor = undefined;
  }

  #follow(client: WireClient, changes: ChannelChange[], answer: Exchange): void {
    if (answer.error) return;
    for (const { kind, channel } of changes) {
      if (kind === "listen") client.channels.add(channel);
      else {
        if (channel === "*") client.channels.clear();
        else client.channels.delete(channel);
        this.#relisten = true;
      }
    }
  }

  async #afterExchange(answer: Exchange): Promise<void> {
    for (const { channel, whole } of answer.notifications) {
      for (const client of this.#clients) if (client.channels.has(channel)) client.write(whole);
    }
    if (!this.#relisten || this.#owner) return;
    this.#relisten = false;
    const wanted = new Set([...this.#clients].flatMap(({ channels }) => [...channels]));
    if (wanted.size === 0) return;
    await this.#backend.run([...wanted].map((name) => `listen ${identifier(name)}`).join("; "));
  }

  #isWanted(channel: string): boolean {
    return [...this.#clients].some(({ channels }) => channels.has(channel));
  }

  #watchIdleness(): void {
    clearTimeout(this.#idle);
    const owner = this.#owner;
    if (!owner) return;
    this.#idle = setTimeout(() => {
      if (this.#owner !== owner) return;
      owner.dismiss("25P03", "terminating connection due to idle-in-transaction timeout");
      this.#wake(owner);
    }, this.#options.idleTransactionTimeout ?? 30_000);
    this.#idle.unref();
  }

  async #broken(error: unknown): Promise<void> {
    for (const client of this.#clients) client.dismiss("57P02", "the database engine broke");
    this.#clients.clear();
    this.#waiting.clear();
    this.#owner = undefined;
    this.#dressedFor = undefined;
    this.#options.onBroken?.(error);
    if (!this.#options.reopen) {
      this.#server.close();
      return;
    }
    this.#backend = new Backend(await this.#options.reopen());
  }
}

const rollBack = Buffer.concat([sync, query("rollback")]);
