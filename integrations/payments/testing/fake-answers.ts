export type Answer = { status: number; body: unknown };

/** What Stripe says no with. */
export class Refusal extends Error {
  readonly status: number;
  constructor(status: number, code: string) {
    super(code);
    this.status = status;
  }
}
export const missing = (given: string) => new Refusal(404, `no_${given.split("_", 1)[0]}`);
export const invalid = (code: string) => new Refusal(400, code);
export const failed = (status: number, type: string, code: string): Answer => ({
  status,
  body: { error: { type, code, message: code } },
});
