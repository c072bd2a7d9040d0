import { AsyncLocalStorage } from "node:async_hooks";

/** A provider that refused, failed or did not answer. Its message never holds a key. */
export class ProviderError extends Error {
  readonly provider: string;
  /** HTTP status, 0 when there was no answer. */
  readonly status: number;
  readonly detail: string;
  /** Whether the same request may succeed later. */
  readonly retryable: boolean;

  constructor(provider: string, status: number, detail: string) {
    super(status ? `${provider} answered ${status}: ${detail}` : `${provider}: ${detail}`);
    this.name = "ProviderError";
    this.provider = provider;
    this.status = status;
    this.detail = detail;
    this.retryable = status === 0 || status === 408 || status === 429 || status >= 500;
  }

  /** The server and Next's bundle hold a copy of this class each, and share what throws it. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === "ProviderError";
  }
}

const timeoutMs = 15_000;
const transaction = new AsyncLocalStorage<true>();

/** Runs what holds a transaction: a provider that is asked from within is a fault of ours, and throws. */
export const withoutProviders = <Value>(run: () => Promise<Value>): Promise<Value> =>
  transaction.run(true, run);

/** Called before anything leaves for the network. Throws inside a transaction. */
export function refuseInTransaction(provider: string): void {
  if (transaction.getStore()) throw new Error(`${provider} is asked inside a transaction`);
}

/** One request over HTTP. Throws ProviderError for an answer that is not 2xx, unless `accept` names its status. */
export async function askProvider(
  provider: string,
  url: string,
  init: RequestInit,
  accept: number[] = [],
): Promise<Response> {
  refuseInTransaction(provider);
  let response: Response;
  try {
    response = await fetch(url, { ...init, signal: AbortSignal.timeout(timeoutMs) });
  } catch (error) {
    throw new ProviderError(provider, 0, error instanceof Error ? error.message : "no answer");
  }
  if (response.ok || accept.includes(response.status)) return response;
  const body = await response.text().catch(() => "");
  throw new ProviderError(provider, response.status, body.slice(0, 300) || response.statusText);
}
