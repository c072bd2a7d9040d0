import { expect, it } from "vitest";
import { createLater } from "./later.ts";

it("is settled when all that was left for later is done, and a failure is told, not thrown", async () => {
  const failures: string[] = [];
  const done: string[] = [];
  const later = createLater((error) => failures.push(error.message));
  const soon = async (name: string) => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    done.push(name);
  };
  later(soon("first").then(() => later(soon("second"))));
  later(Promise.reject(new Error("no mail")));
  await later.settled();
  expect(done).toEqual(["first", "second"]);
  expect(failures).toEqual(["no mail"]);
});

it("is known to a serverless host that would end the process with the answer", async () => {
  const key = Symbol.for("@vercel/request-context");
  const host = globalThis as { [key]?: unknown };
  const waited: Promise<unknown>[] = [];
  host[key] = { get: () => ({ waitUntil: (work: Promise<unknown>) => waited.push(work) }) };
  createLater(() => {})(Promise.resolve("letter"));
  delete host[key];
  expect(waited).toHaveLength(1);
});
