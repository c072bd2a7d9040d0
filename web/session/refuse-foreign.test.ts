import { expect, test } from "vitest";
import { refuseForeign } from "./refuse-foreign.ts";

const post = (headers: Record<string, string>) =>
  refuseForeign(
    new Request("http://koncert.example/api/tools/x", {
      method: "POST",
      headers: { host: "koncert.example", "content-type": "application/json", ...headers },
      body: "{}",
    }),
  )?.status ?? null;

test("a page of the site itself may post JSON", () => {
  expect(post({ origin: "http://koncert.example" })).toBeNull();
});

test("a page of another site, or a request that hides its origin, is refused", () => {
  expect(post({ origin: "http://koncert.example.evil.test" })).toBe(403);
  expect(post({ origin: "null" })).toBe(403);
  expect(post({})).toBe(403);
});

test("a form is refused even from the same origin", () => {
  expect(post({ origin: "http://koncert.example", "content-type": "text/plain" })).toBe(415);
  expect(
    post({ origin: "http://koncert.example", "content-type": "application/x-www-form-urlencoded" }),
  ).toBe(415);
});

test("reading needs no origin", () => {
  expect(refuseForeign(new Request("http://koncert.example/api/conversations"))).toBeNull();
});
