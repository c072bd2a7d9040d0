import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mountStatus } from "./mount-rush.ts";

const asked: { token: string; language: string | null }[] = [];
const done: string[] = [];
let server: Server;
let site: string;

beforeAll(async () => {
  const status = mountStatus(async (request, token, later) => {
    asked.push({ token, language: request.headers.get("accept-language") });
    later(async () => done.push(token));
    return Response.json({ ok: token === "right" }, { status: token === "right" ? 200 : 404 });
  });
  server = createServer((request, response) => {
    void status(request, response).then(
      (isAnswered) => isAnswered || response.writeHead(418).end(),
    );
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/sale/orders`;
});

afterAll(() => new Promise<unknown>((closed) => server.close(closed)));

test("the state of an order is answered as its page asks for it, and what follows comes after", async () => {
  const headers = { "accept-language": "en" };
  const answer = await fetch(`${site}/right`, { headers });
  expect([answer.status, await answer.json()]).toEqual([200, { ok: true }]);
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect((await fetch(`${site}/wrong`)).status).toBe(404);
  expect(asked).toEqual([
    { token: "right", language: "en" },
    { token: "wrong", language: "*" },
  ]);
  await expect.poll(() => done).toEqual(["right", "wrong"]);
});

test("files of an order and everything else are left to others", async () => {
  for (const path of ["/right/pdf", "/right/calendar", ""]) {
    expect((await fetch(`${site}${path}`)).status).toBe(418);
  }
  expect((await fetch(`${site}/right`, { method: "POST" })).status).toBe(418);
});
