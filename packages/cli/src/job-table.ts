import { styleText } from "node:util";
import { type JobRow, countStates, noteOf, percentOf, stateOf } from "./job-row.ts";
import { cutText, fitText } from "./output/text-width.ts";
import { printable } from "./output/printable.ts";
import { spanText } from "./output/time-text.ts";

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

/** What the table looks like. */
export interface JobTableOptions {
  /** How many columns the terminal has. */
  readonly columns: number;
  /** How many lines there are room for. Default: as many as it takes. */
  readonly lines?: number;
  /** Whether states are coloured. */
  readonly colour: boolean;
}

interface Column {
  readonly title: string;
  readonly width: number;
  /** From which width of the terminal on it is shown. */
  readonly from?: number;
  /** Whether it is shown only where times are known. */
  readonly isTime?: boolean;
  readonly cell: (row: JobRow) => string;
}

const SHORT_BAR = 5;
const LONG_BAR = 12;
const WIDE_COLUMNS = 100;
/** Least urgent last: where there is no room for all rows, those at the end are left out. */
const URGENCY = ["error", "failed", "partial", "cancelled", "running", "unknown", "starting", "pending", "succeeded"];

function columnsOf(columns: number, rows: readonly JobRow[]): readonly Column[] {
  const bar = columns < WIDE_COLUMNS ? SHORT_BAR : LONG_BAR;
  const all: readonly Column[] = [
    { title: "provider", width: 14, cell: ({ provider }) => provider },
    { title: "job", width: 12, cell: ({ job }) => job },
    { title: "its word", width: 13, from: 60, cell: ({ status }) => status?.native ?? "" },
    { title: "state", width: 9, cell: stateOf },
    { title: "progress", width: bar + 6, cell: (row) => progressCell(row, bar) },
    {
      title: "time",
      width: 7,
      from: WIDE_COLUMNS,
      isTime: true,
      cell: ({ elapsedMs }) => (elapsedMs === undefined ? "" : spanText(elapsedMs)),
    },
    {
      title: "left",
      width: 7,
      from: 110,
      isTime: true,
      cell: ({ leftMs }) => (leftMs === undefined ? "" : `~${spanText(leftMs)}`),
    },
    { title: "requests", width: 8, from: 90, cell: ({ requests }) => `${requests}` },
  ];
  const isTimed = rows.some(({ elapsedMs }) => elapsedMs !== undefined);
  return all.filter(({ from = 0, isTime = false }) => columns >= from && (isTimed || !isTime));
}

/** The rows as a table for a terminal; no line is longer than the terminal is wide, and there are no more than fit. */
export function jobTable(rows: readonly JobRow[], { columns, lines = Infinity, colour }: JobTableOptions): string {
  const paint = (style: Style | undefined, text: string) =>
    colour && style !== undefined ? styleText(style, text, { validateStream: false }) : text;
  const shape = columnsOf(columns, rows);
  const head = [...shape.map(({ title, width }) => fitText(title, width)), "message"].join("  ");
  const { shown, hidden } = choose(rows, lines - 1);
  const body = shown.map((row) => {
    const cells = [...shape.map(({ cell, width }) => fitText(printable(cell(row)), width)), printable(noteOf(row))];
    return paint(STYLES[stateOf(row)], cutText(cells.join("  ").trimEnd(), columns));
  });
  const rest = hidden.length === 0 ? [] : [cutText(`… and ${hidden.length} more: ${countStates(hidden)}`, columns)];
  return [paint("bold", cutText(head, columns)), ...body, ...rest].join("\n");
}

/** The rows that there is room for, in their own order: the most urgent ones. */
function choose(rows: readonly JobRow[], room: number): { shown: readonly JobRow[]; hidden: readonly JobRow[] } {
  if (rows.length <= room) return { shown: rows, hidden: [] };
  const urgent = rows.toSorted((a, b) => URGENCY.indexOf(stateOf(a)) - URGENCY.indexOf(stateOf(b)));
  // One line says what is not shown.
  const chosen = new Set(urgent.slice(0, Math.max(0, room - 1)));
  return { shown: rows.filter((row) => chosen.has(row)), hidden: rows.filter((row) => !chosen.has(row)) };
}

function progressCell(row: JobRow, bar: number): string {
  const fraction = row.status?.progress?.fraction;
  if (fraction === undefined) return `${"·".repeat(bar)}     -`;
  const filled = Math.round(Math.min(1, Math.max(0, fraction)) * bar);
  return `${"█".repeat(filled)}${"░".repeat(bar - filled)} ${percentOf(row).padStart(5)}`;
}
