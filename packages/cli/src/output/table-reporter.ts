import { jobTable } from "../job-table.ts";
import type { JobsView } from "../jobs/jobs-view.ts";
import { summary } from "../summary.ts";
import { LiveArea } from "./live-area.ts";
import type { Output, Reporter, ReporterOptions } from "./reporter.ts";
import { spanText } from "./time-text.ts";

/** How often the table is drawn anew, at most and while nothing changes. */
const REDRAW_MS = 250;
const NARROWEST_COLUMNS = 40;
/** What a stream that is no terminal counts as. */
const USUAL_COLUMNS = 120;
const USUAL_ROWS = 24;
/** The lines below the table, and the one where the cursor stands. */
const OTHER_LINES = 3;

/** Creates the reporter that draws a table: live on a terminal, once at the end elsewhere. */
export function createTableReporter({ view, stdout, env }: ReporterOptions): Reporter {
  const colour = stdout.isTTY === true && !env["NO_COLOR"];
  if (!stdout.isTTY) {
    return {
      changed() {},
      end: () => stdout.write(`${tableOf(view, stdout, { colour })}\n\n${summary(view.rows, view.elapsedMs)}\n`),
    };
  }
  const area = new LiveArea({
    get columns() {
      return stdout.columns || USUAL_COLUMNS;
    },
    get rows() {
      return stdout.rows || USUAL_ROWS;
    },
    write: (text) => stdout.write(text),
  });
  const draw = () => {
    const lines = Math.max(3, (stdout.rows || USUAL_ROWS) - OTHER_LINES);
    area.draw([...tableOf(view, stdout, { colour, lines }).split("\n"), "", spanText(view.elapsedMs)]);
  };
  const timer = setInterval(draw, REDRAW_MS);
  // A drawing must not keep the process alive.
  timer.unref();
  stdout.on("resize", draw);
  draw();
  return {
    changed() {},
    end() {
      clearInterval(timer);
      stdout.off("resize", draw);
      draw();
      area.done();
      stdout.write(`${summary(view.rows, view.elapsedMs)}\n`);
    },
  };
}

function tableOf(
  view: JobsView,
  stdout: Output,
  options: { readonly colour: boolean; readonly lines?: number },
): string {
  return jobTable(view.rows, { columns: columnsOf(stdout), ...options });
}

function columnsOf({ columns }: Output): number {
  return Math.max(NARROWEST_COLUMNS, columns || USUAL_COLUMNS);
}
