import { describe, expect, test } from "vitest";
import { localPlaces } from "#integrations/places/index.ts";
import { registry } from "#tools/registry.ts";
import { leaveOneOut } from "./leave-one-out.ts";

describe("the tools' own examples, each left out of what is learnt", () => {
  test("find their tool at least 85 times in 100", { timeout: 240_000 }, () => {
    const results = leaveOneOut(registry, localPlaces);
    const right = results.filter((one) => one.rank === 0).length;
    expect(right / results.length).toBeGreaterThanOrEqual(0.85);
    for (const locale of ["fr", "en"]) {
      const mine = results.filter((one) => one.locale === locale);
      expect(mine.filter((one) => one.rank === 0).length / mine.length).toBeGreaterThanOrEqual(
        0.82,
      );
    }
  });
});
