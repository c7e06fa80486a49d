import type { JobState } from "@jobstatus/core";
import { escapeHtml } from "./markdown.ts";
import { type Extension, statusValuesOf } from "./provider-document.ts";

interface Box {
  readonly state: JobState;
  readonly values: readonly string[];
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

const BOX_WIDTH = 200;
const COLUMN_GAP = 70;
const ROW_GAP = 14;
const HEAD_HEIGHT = 28;
const LINE_HEIGHT = 17;
const PADDING = 8;

/** The states by column: what comes first, what comes next, how it ends. */
const COLUMNS: readonly (readonly JobState[])[] = [
  ["pending"],
  ["running", "unknown"],
  ["succeeded", "partial", "failed", "cancelled"],
];

/** Draws the states that a provider's jobs go through, with its words in them, as an SVG that follows the page's theme. */
export function stateDiagram(extension: Extension, title: string): string {
  const columns = COLUMNS.map((states) =>
    states.map((state) => ({ state, values: valuesIn(extension, state) })).filter(({ values }) => values.length > 0),
  ).filter((column) => column.length > 0);
  const heights = columns.map(
    (column) => column.reduce((sum, { values }) => sum + boxHeight(values) + ROW_GAP, 0) - ROW_GAP,
  );
  const height = Math.max(...heights);
  const boxes = columns.map((column, index) => {
    let y = (height - (heights[index] ?? 0)) / 2;
    return column.map(({ state, values }): Box => {
      const box = { state, values, x: index * (BOX_WIDTH + COLUMN_GAP), y, height: boxHeight(values) };
      y += box.height + ROW_GAP;
      return box;
    });
  });
  const width = columns.length * (BOX_WIDTH + COLUMN_GAP) - COLUMN_GAP;
  const arrows = boxes.slice(1).flatMap((column, index) => {
    const from = boxes[index]?.[0];
    return from ? column.filter(({ state }) => state !== "unknown").map((to) => arrow(from, to)) : [];
  });
  const all = boxes.flat();
  const description = all.map(({ state, values }) => `${state}: ${values.join(", ")}`).join("; ");
  // One line: a blank line would end the HTML for Markdown.
  return [
    `<figure class="state-diagram" tabindex="0" role="region" aria-label="${escapeHtml(title)}">`,
    `<svg viewBox="-1 -1 ${width + 2} ${height + 2}" width="${width + 2}" height="${height + 2}" role="img" aria-label="${escapeHtml(description)}">`,
    ...arrows,
    ...all.map(drawBox),
    "</svg></figure>",
  ].join("");
}

function valuesIn(extension: Extension, state: JobState): readonly string[] {
  const judged = statusValuesOf(extension, "succeeded").filter(({ outcomeFrom }) => outcomeFrom === "items");
  const own = statusValuesOf(extension, state).map(({ value, outcomeFrom }) =>
    outcomeFrom ? `${value}, no item failed` : value,
  );
  if (state === "partial") return [...own, ...judged.map(({ value }) => `${value}, some items failed`)];
  if (state === "failed") return [...own, ...judged.map(({ value }) => `${value}, every item failed`)];
  return own;
}

function boxHeight(values: readonly string[]): number {
  return HEAD_HEIGHT + values.length * LINE_HEIGHT + PADDING;
}

function drawBox({ state, values, x, y, height }: Box): string {
  const lines = values.map(
    (value, index) =>
      `<text class="value" x="${x + 12}" y="${y + HEAD_HEIGHT + 12 + index * LINE_HEIGHT}">${escapeHtml(value)}</text>`,
  );
  return (
    `<g class="state state-${state}"><rect x="${x}" y="${y}" width="${BOX_WIDTH}" height="${height}" rx="6"/>` +
    `<text class="name" x="${x + 12}" y="${y + 19}">${state}</text>${lines.join("")}</g>`
  );
}

/** A line from the right side of one box to the left side of another, with its head. */
function arrow(from: Box, to: Box): string {
  const [x1, y1, x2, y2] = [from.x + BOX_WIDTH, from.y + from.height / 2, to.x - 7, to.y + to.height / 2];
  const middle = (x1 + x2) / 2;
  return (
    `<path class="arrow" d="M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}"/>` +
    `<path class="arrow-head" d="M${x2 + 6} ${y2}l-7 -4v8z"/>`
  );
}
