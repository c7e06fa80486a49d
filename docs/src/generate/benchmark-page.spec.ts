import { expect, it } from "vitest";
import { benchmarkBody } from "./benchmark-page.ts";

const report = "## Row 1: Linear progress, against the best peer\n\n| a | b |\n";

it("draws one bar for all settings of one kind, and marks a missed goal", () => {
  const body = benchmarkBody(
    {
      versions: { "p-retry": "9.0.0" },
      results: [
        { row: 1, progress: "linear", durations: "sigma 0.5", goal: 0.5, lag: { ratio: 0.25 } },
        { row: 1, progress: "linear", durations: "sigma 0.5", goal: 0.5, lag: { ratio: 0.75 } },
        { row: 1, progress: "linear", durations: "sigma 1", goal: 0.5, lag: { ratio: 2 } },
      ],
    },
    report,
  );
  expect(body).toContain("peer: `p-retry` or a fetch loop");
  expect(body).toContain("<strong>Linear progress, against the best peer</strong>");
  expect(body).toContain('style="inset-inline:20.0% calc(100% - 60.0%)"');
  expect(body).toContain("0.25 to 0.75; goal missed in 1 of 2");
  // Beyond the axis a bar ends with it.
  expect(body).toContain('style="inset-inline:100.0% calc(100% - 100.0%)"');
  expect(body).toContain("1 of 3 figures meet their goal");
});
