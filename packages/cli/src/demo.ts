import { createLogUpdate } from "log-update";
import { changeLine } from "./change-line.ts";
import { demoJobs } from "./demo/demo-job.ts";
import { runDemo } from "./demo/run-demo.ts";
import { type JobRow, stateOf } from "./job-row.ts";
import { jobTable } from "./job-table.ts";
import { summary } from "./summary.ts";

/** How often the table is drawn anew while nothing changes, for the elapsed time. */
const REDRAW_MS = 250;
const NARROWEST_COLUMNS = 40;

const { stdout } = process;
const stop = new AbortController();
process.once("SIGINT", () => stop.abort());
// Whoever reads may leave early, as `head` does.
stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
});

const beganMs = performance.now();
const elapsedMs = () => performance.now() - beganMs;

console.log("Five simulated providers on loopback, one job on each, watched through the real packages.\n");
const rows = stdout.isTTY ? await showTable() : await showLines();
console.log(`\n${summary(rows, elapsedMs())}`);
if (stop.signal.aborted) process.exitCode = 130;
else if (rows.some((row) => stateOf(row) === "error")) process.exitCode = 1;

function showLines(): Promise<readonly JobRow[]> {
  return runDemo(demoJobs, stop.signal, (row) => console.log(changeLine(row, elapsedMs())));
}

async function showTable(): Promise<readonly JobRow[]> {
  const log = createLogUpdate(stdout);
  let shown: readonly JobRow[] = [];
  const draw = () => {
    const options = { columns: Math.max(NARROWEST_COLUMNS, stdout.columns), colour: !process.env["NO_COLOR"] };
    log(`${jobTable(shown, options)}\n\n${(elapsedMs() / 1000).toFixed(1)} s`);
  };
  const timer = setInterval(draw, REDRAW_MS);
  try {
    return await runDemo(demoJobs, stop.signal, (_, all) => {
      shown = all;
      draw();
    });
  } finally {
    clearInterval(timer);
    draw();
    log.done();
  }
}
