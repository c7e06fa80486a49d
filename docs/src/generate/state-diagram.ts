import type { Extension } from "@jobstatus/codegen/x-job-status";
import type { JobState } from "@jobstatus/core";
import { escapeHtml } from "./markdown.ts";
import { statusValuesOf } from "./provider-document.ts";

/** The states by column: first, next, end. */
const COLUMNS: readonly (readonly JobState[])[] = [
  ["pending"],
  ["running", "unknown"],
  ["succeeded", "partial", "failed", "cancelled"],
];

/** Draws the states of a provider's jobs with their status values, as HTML that needs no picture: columns, or rows on a phone. */
export function stateDiagram(extension: Extension, title: string): string {
  const columns = COLUMNS.map((states) =>
    states.map((state) => ({ state, values: valuesIn(extension, state) })).filter(({ values }) => values.length > 0),
  ).filter((column) => column.length > 0);
  const arrow = `<span class="arrow" aria-hidden="true"></span>`;
  // One line: a blank line would end the HTML for Markdown.
  return [
    `<figure class="state-diagram not-content" aria-label="${escapeHtml(title)}">`,
    columns.map((column) => `<ul>${column.map(drawState).join("")}</ul>`).join(arrow),
    "</figure>",
  ].join("");
}

function drawState({ state, values }: { readonly state: JobState; readonly values: readonly string[] }): string {
  const lines = values.map((value) => `<span>${escapeHtml(value)}</span>`);
  return `<li class="state-${state}"><strong>${state}</strong>${lines.join("")}</li>`;
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
