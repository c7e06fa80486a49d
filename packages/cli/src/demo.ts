import { changeLine } from "./change-line.ts";
import { demoJobs } from "./demo/demo-job.ts";
import { runDemo } from "./demo/run-demo.ts";
import { EXIT_CODES } from "./exit-code.ts";
import type { Io } from "./io.ts";
import { type JobRow, stateOf } from "./job-row.ts";
import type { Output } from "./output/reporter.ts";
import { type EndingSignal, exitCodeFromSignal, listenForSignals } from "./signals.ts";
import { summary } from "./summary.ts";

/** How often the table is drawn anew while nothing changes, for the elapsed time. */
const REDRAW_MS = 250;
const USUAL_COLUMNS = 80;

/** Runs one job on each of the simulated providers and shows them all to their ends; resolves with the exit code. */
export async function demo({ stdout, env }: Io): Promise<number> {
  const stop = new AbortController();
  let caught: EndingSignal | undefined;
  const unlisten = listenForSignals((signal) => {
    caught = signal;
    stop.abort();
  });
  const startedAtMs = performance.now();
  const elapsedMs = () => performance.now() - startedAtMs;
  stdout.write("Five simulated providers on loopback, one job on each, watched through the real packages.\n\n");
  const rows = stdout.isTTY
    ? await showTable(stdout, !env["NO_COLOR"], stop.signal, elapsedMs)
    : await runDemo(demoJobs, stop.signal, (row) => stdout.write(`${changeLine(row, elapsedMs())}\n`));
  unlisten();
  stdout.write(`\n${summary(rows, elapsedMs())}\n`);
  if (caught) return exitCodeFromSignal(caught);
  return rows.some((row) => stateOf(row) === "error") ? EXIT_CODES.internal : EXIT_CODES.succeeded;
}

async function showTable(
  stdout: Output,
  colour: boolean,
  signal: AbortSignal,
  elapsedMs: () => number,
): Promise<readonly JobRow[]> {
  const [{ LiveArea }, { jobTable }] = await Promise.all([import("./output/live-area.ts"), import("./job-table.ts")]);
  const area = new LiveArea(stdout);
  let shown: readonly JobRow[] = [];
  const draw = () => {
    const table = jobTable(shown, { columns: stdout.columns || USUAL_COLUMNS, colour });
    area.draw([...table.split("\n"), "", `${(elapsedMs() / 1000).toFixed(1)} s`]);
  };
  const timer = setInterval(draw, REDRAW_MS);
  stdout.on("resize", draw);
  try {
    return await runDemo(demoJobs, signal, (_, all) => {
      shown = all;
      draw();
    });
  } finally {
    clearInterval(timer);
    stdout.off("resize", draw);
    draw();
    area.done();
  }
}
