import { styleText } from "node:util";
import cliTruncate from "cli-truncate";
import { type JobRow, noteOf, percentOf, stateOf } from "./job-row.ts";

type Style = Parameters<typeof styleText>[0];

const STYLES: Readonly<Record<string, Style>> = {
  pending: "gray",
  running: "cyan",
  succeeded: "green",
  partial: "yellow",
  failed: "red",
  cancelled: "magenta",
  error: "red",
};

const BAR_WIDTH = 12;
const WIDTHS = { provider: 14, job: 12, native: 13, state: 9, progress: BAR_WIDTH + 6, requests: 8 };

/** What the table looks like. */
export interface JobTableOptions {
  /** How many columns the terminal has. */
  readonly columns: number;
  /** Whether states are coloured. */
  readonly colour: boolean;
}

/** The rows as a table for a terminal; no line is longer than the terminal is wide. */
export function jobTable(rows: readonly JobRow[], { columns, colour }: JobTableOptions): string {
  const paint = (style: Style | undefined, text: string) =>
    colour && style !== undefined ? styleText(style, text, { validateStream: false }) : text;
  const head = line(["provider", "job", "its word", "state", "progress", "requests", "message"]);
  const lines = rows.map((row) => {
    const state = stateOf(row);
    const cells = [
      row.provider,
      row.job,
      row.status?.native ?? "",
      state,
      progressCell(row),
      `${row.requests}`,
      noteOf(row),
    ];
    return paint(STYLES[state], cliTruncate(line(cells), columns));
  });
  return [paint("bold", cliTruncate(head, columns)), ...lines].join("\n");
}

function line(cells: readonly string[]): string {
  const widths = Object.values(WIDTHS);
  return cells
    .map((cell, index) => pad(cell, widths[index]))
    .join("  ")
    .trimEnd();
}

/** Cuts or fills a cell; the last one has no width of its own. */
function pad(cell: string, width: number | undefined): string {
  return width === undefined ? cell : cliTruncate(cell, width).padEnd(width);
}

function progressCell(row: JobRow): string {
  const fraction = row.status?.progress?.fraction;
  if (fraction === undefined) return `${"·".repeat(BAR_WIDTH)}     -`;
  const filled = Math.round(fraction * BAR_WIDTH);
  return `${"█".repeat(filled)}${"░".repeat(BAR_WIDTH - filled)} ${percentOf(row).padStart(5)}`;
}
