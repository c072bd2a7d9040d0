import { expect, test } from "vitest";
import { deviceOf } from "./device.ts";

test("a phone and a desk are told by browser and system", () => {
  expect(
    deviceOf(
      "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Mobile/15E148 Safari/604.1",
    ),
  ).toEqual({ name: "Safari, iPhone", mobile: true });
  expect(
    deviceOf("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0 Safari/537.36 Edg/140.0"),
  ).toEqual({ name: "Edge, Windows", mobile: false });
});

test("what names nothing has no name", () => {
  expect(deviceOf("curl/8.5.0")).toEqual({ name: "", mobile: false });
});
