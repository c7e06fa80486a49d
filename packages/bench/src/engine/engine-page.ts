import type { EngineResult } from "./engine-result.ts";

/** The page of the engine's figures. */
export function enginePage(results: readonly EngineResult[]): string {
  const held = results.filter(({ holds }) => holds).length;
  const rows = results.map(
    ({ row, what, figure, unit, goal, holds, how }) =>
      `| ${row} | ${what} | ${Number(figure.toPrecision(3))} ${unit} | ${goal} | ${holds ? "yes" : "**no**"} | ${how} |`,
  );
  return [
    "# What waiting costs",
    "",
    "This page is written by `npm run bench`. Requests are counted in virtual time, against the simulators; everything else is",
    `measured on this machine, ours and the other in turn. ${held} of ${results.length} figures hold their goal.`,
    "",
    "| row | what | figure | goal: at most | holds | how |",
    "| --- | --- | --- | --- | --- | --- |",
    ...rows,
    "",
    "## Where a goal is missed",
    "",
    "- Row 8, show_many: the goal is from plans that sent a request when the first job was due. A batch now weighs the sum of all",
    "  jobs' lag against one price for a request, and sends more of them: row 6 of RESULTS.md shows what that buys.",
    "- Row 10, heap: a wait keeps the last status with the response, what its schedule has learned, its options and a timer for its",
    "  timeout. The raw loop keeps a timer, a promise and its frames.",
    "",
    "What a wait weighs in a browser is kept by the test command; docs/decisions/0007-size-of-a-wait.md says why it is what it is.",
    "",
  ].join("\n");
}
