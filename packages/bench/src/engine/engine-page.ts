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
    "This page shows what a wait costs beside a loop that you write by hand, and where it costs more. `npm run bench` writes it.",
    "Requests are counted in virtual time, against the simulators; everything else is",
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
    "- Row 9, over a raw loop: each poll has a signal, a time limit, a place among the client's requests and a check of the response,",
    "  and its status is compared with the last one. Where the raw loop took about 6 µs, a poll took 2.5 to 3.2 more.",
    "- Row 10, heap: a sleeping wait keeps the last status with the response (310 bytes; an error of the wait shows it), what its schedule",
    "  has learned (100), what is known of its polls (130), a poller with its ID and its timer (140), itself with the timer of its timeout",
    "  (150), and with `wait` a promise (160). The raw loop keeps a timer, a promise and its frames, and no status.",
    "- Row 10, stall: all 10,000 waits begin in one turn of the event loop. Three runs gave 36, 44 and 55 ms; the raw loop stalled for",
    "  99 ms in the first and for 67 in the last.",
    "- Row 13, global fetch: a raw loop that passes a signal, lets no cache answer and reads the body within a limit costs 1.02 to 1.1.",
    "  The rest is this library's own code, 5 µs of a poll if the transport takes none, and memory: a poll of the raw loop allocates",
    "  40 kB, of which Node's `fetch` holds 15 past a minor collection, and a poll of a wait 48 kB. So the collector, 30 % of the CPU",
    "  time in both, runs a sixth more often. `@jobstatus/node` costs less than the raw loop.",
    "- Row 12, in counted instructions: 0.11 is what Node takes to find two packages with `exports`, whatever is in them, so the goal",
    "  leaves 0.01 for the code. 0.29 is to parse the 175 kB of core's one file. As three files, with sessions for every provider, they",
    "  took 0.49; a provider with sessions takes 0.07 more. One bundled file with what a program uses takes 0.14 less, and Node's",
    "  compile cache saves 0.2. White space and the names of locals are 0.02 and 0.03, and stay: a stack names lines and functions.",
    "",
    "What a wait weighs in a browser is kept by the test command; docs/decisions/0007-size-of-a-wait.md says why it is what it is.",
    "",
  ].join("\n");
}
