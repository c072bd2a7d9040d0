import { describe, expect, test } from "vitest";
import type { Done } from "#tools/core/outcome.ts";
import type { Subject } from "#tools/core/tool.ts";
import { afterOutcome, noFocus, rowsMeant, rowsPointedAt } from "./focus.ts";

const today = "2026-11-26";
const done = (about: Subject[]): Done<unknown> => ({
  ok: true,
  callId: "c",
  tool: "tours_list_performances",
  effect: "read",
  value: {},
  summary: "",
  cards: [],
  about,
  untrusted: false,
  replayed: false,
  undoable: false,
});
const date = (id: string, label: string): Subject => ({ kind: "performance", id, label });
const listed = afterOutcome(
  noFocus,
  done([
    date("c", "2027-05-15 · Nice"),
    date("a", "2027-02-24 · Lille"),
    date("b", "2027-05-14 · Lyon"),
  ]),
);
const ids = (rows: { id: string }[]) => rows.map((row) => row.id).join("");

describe("rows last spoken of", () => {
  test("« les deux premières » are the first by day", () => {
    expect(ids(rowsMeant(listed, "performance", { select: "first", count: 2 }, today))).toBe("ab");
  });

  test("« la deuxième », « la dernière », « toutes »", () => {
    expect(ids(rowsMeant(listed, "performance", { select: "nth", index: 2 }, today))).toBe("b");
    expect(ids(rowsMeant(listed, "performance", { select: "last", count: 1 }, today))).toBe("c");
    expect(ids(rowsMeant(listed, "performance", { select: "all" }, today))).toHaveLength(3);
  });

  test("« celle de Lyon » is the one whose label has the town", () => {
    const by = { type: "name" as const, value: { kind: "city", id: "x", label: "Lyon" } };
    expect(ids(rowsMeant(listed, "performance", { select: "by", by }, today))).toBe("b");
  });

  test("« elle » is the main row of the last result, « les autres » the rest of the list", () => {
    const one = afterOutcome(listed, done([date("a", "2027-02-24 · Lille")]));
    expect(ids(rowsPointedAt(one, "performance", "one"))).toBe("a");
    expect(ids(rowsMeant(one, "performance", { select: "others" }, today))).toHaveLength(2);
    expect(one.day).toBe("2027-02-24");
  });

  test("nothing is meant when nothing was spoken of", () => {
    expect(rowsMeant(noFocus, "performance", { select: "all" }, today)).toEqual([]);
    expect(rowsPointedAt(noFocus, "performance", "one")).toEqual([]);
  });
});
