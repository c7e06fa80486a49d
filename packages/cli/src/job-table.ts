import { styleText } from "node:util";
import { type JobRow, countStates, noteOf, percentOf, stateOf } from "./job-row.ts";
import { printable } from "./output/printable.ts";
import { cutText, fitText, textWidth } from "./output/text-width.ts";
import { spanText } from "./output/time-text.ts";

type Style = Parameters<typeof styleText>[0];

/** The color of each state, in the order in which rows are kept if not all fit. */
const STYLES: Readonly<Record<string, Style | undefined>> = {
  error: "red",
  failed: "red",
  partial: "yellow",
  cancelled: "magenta",
  "timed out": "yellow",
  running: "cyan",
  unknown: undefined,
  starting: undefined,
  pending: "gray",
  succeeded: "green",
};
const URGENCY = Object.keys(STYLES);

/** How to draw the table. */
export interface JobTableOptions {
  /** How many columns the terminal has. */
  readonly columns: number;
  /** How many lines fit. Default: all. */
  readonly lines?: number | undefined;
  /** Whether to color states. */
  readonly color: boolean;
}

interface Column {
  readonly title: string;
  readonly cell: (row: JobRow) => string;
}

const GAP = "  ";
const BAR_WIDTH = 12;
const WIDE_COLUMNS = 100;
const MIN_JOB_WIDTH = 12;
const MIN_NOTE_WIDTH = 20;

/** The rows as a table of at most so many columns and lines. */
export function jobTable(
  rows: readonly JobRow[],
  { columns, lines = Infinity, color }: JobTableOptions,
): readonly string[] {
  const paint = (style: Style | undefined, text: string) =>
    color && style !== undefined ? styleText(style, text, { validateStream: false }) : text;
  const { shown, hidden } = choose(rows, lines - 1);
  const shape = columnsOf(rows, columns);
  const widths = widthsOf(shape, shown, columns);
  const lineOf = (texts: readonly string[], note: string) =>
    cutText([...texts.map((text, index) => fitText(text, widths[index] ?? 0)), note].join(GAP).trimEnd(), columns);
  const titles = shape.map(({ title }) => title);
  const body = shown.map((row) => {
    const cells = shape.map(({ cell }) => printable(cell(row)));
    return paint(STYLES[stateOf(row)], lineOf(cells, printable(noteOf(row))));
  });
  const rest = hidden.length === 0 ? [] : [cutText(`… and ${hidden.length} more: ${countStates(hidden)}`, columns)];
  return [paint("bold", lineOf(titles, "message")), ...body, ...rest];
}

/** The columns beside the message: those in which no row has anything are left out. */
function columnsOf(rows: readonly JobRow[], columns: number): readonly Column[] {
  const isWide = columns >= WIDE_COLUMNS;
  const isMixed = new Set(rows.map(({ provider }) => provider)).size > 1;
  const all: readonly (Column | false)[] = [
    isMixed && { title: "provider", cell: ({ provider }) => provider },
    { title: "job", cell: ({ job }) => job },
    { title: "state", cell: stateOf },
    isWide && { title: "value", cell: ({ status }) => status?.native ?? "" },
    { title: isWide ? "progress" : "done", cell: (row) => progressCell(row, isWide ? BAR_WIDTH : 0) },
    { title: "time", cell: ({ elapsedMs }) => spanText(elapsedMs) },
    { title: "left", cell: ({ leftMs }) => (leftMs === undefined ? "" : `~${spanText(leftMs)}`) },
  ];
  return all.filter((column) => column !== false).filter(({ cell }) => rows.some((row) => cell(row) !== ""));
}

/** Each column is as wide as its widest cell; the job's column makes room for a message. */
function widthsOf(shape: readonly Column[], rows: readonly JobRow[], columns: number): readonly number[] {
  const widths = shape.map(({ title, cell }) =>
    Math.max(textWidth(title), ...rows.map((row) => textWidth(printable(cell(row))))),
  );
  const taken = widths.reduce((sum, width) => sum + width + GAP.length, 0);
  const excess = Math.max(0, taken + MIN_NOTE_WIDTH - columns);
  return widths.map((width, index) =>
    shape[index]?.title === "job" ? Math.max(Math.min(width, MIN_JOB_WIDTH), width - excess) : width,
  );
}

/** The rows that fit, in their own order: the most urgent ones. */
function choose(rows: readonly JobRow[], room: number): { shown: readonly JobRow[]; hidden: readonly JobRow[] } {
  if (rows.length <= room) return { shown: rows, hidden: [] };
  const urgent = rows.toSorted((a, b) => URGENCY.indexOf(stateOf(a)) - URGENCY.indexOf(stateOf(b)));
  // One line counts the hidden rows.
  const chosen = new Set(urgent.slice(0, Math.max(0, room - 1)));
  return { shown: rows.filter((row) => chosen.has(row)), hidden: rows.filter((row) => !chosen.has(row)) };
}

function progressCell(row: JobRow, width: number): string {
  const fraction = row.status?.progress?.fraction;
  if (fraction === undefined || width === 0) return fraction === undefined ? "" : percentOf(row);
  const filled = Math.round(Math.min(1, Math.max(0, fraction)) * width);
  return `${"█".repeat(filled)}${"░".repeat(width - filled)} ${percentOf(row).padStart(5)}`;
}
