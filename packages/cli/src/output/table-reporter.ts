import { countOf } from "../job-row.ts";
import { jobTable } from "../job-table.ts";
import { summary } from "../plain-text.ts";
import { LiveArea } from "./live-area.ts";
import { columnsOf, hasColor } from "./output.ts";
import type { Reporter, ReporterOptions } from "./reporter.ts";
import { spanText } from "./time-text.ts";

/** How often the table is redrawn at most. */
const REDRAW_MS = 250;
/** The lines below the table, the line of the cursor, and one that stays free above. */
const OTHER_LINES = 4;
const DEFAULT_ROWS = 24;

/** Creates the reporter that draws a table: live, or once at the end. */
export function createTableReporter({ view, stdout, env, isLive }: ReporterOptions): Reporter {
  const color = hasColor(stdout, env);
  const table = (lines?: number) => jobTable(view.rows, { columns: columnsOf(stdout, env), lines, color });
  if (!isLive) {
    return { onChange() {}, end: () => stdout.write(`${table().join("\n")}\n\n${summary(view)}\n`) };
  }
  const area = new LiveArea(stdout);
  const fittingTable = () => table(Math.max(3, (stdout.rows || DEFAULT_ROWS) - OTHER_LINES));
  const frame = () => [...fittingTable(), "", `${spanText(view.elapsedMs)}, ${countOf(view.requests, "request")}`];
  const draw = () => area.draw(frame());
  const timer = setInterval(draw, REDRAW_MS);
  // The timer must not keep the process alive.
  timer.unref();
  stdout.on("resize", draw);
  draw();
  return {
    onChange() {},
    end() {
      clearInterval(timer);
      stdout.off("resize", draw);
      area.end(fittingTable());
      stdout.write(`\n${summary(view)}\n`);
    },
  };
}
