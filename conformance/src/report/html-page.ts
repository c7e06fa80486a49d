import { providerNames } from "../provider-name.ts";
import { families } from "../suite/suite-case.ts";
import { linesFromTrace } from "../suite/trace.ts";
import type { CaseResult, RunResult, Decision } from "../wire/run-suite.ts";
import { escapeMarkup as text } from "./escape-markup.ts";

/** A table of its own in the report. */
export interface ReportSection {
  readonly title: string;
  readonly note?: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const STYLE = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { margin: 2rem auto; max-width: 75rem; padding: 0 1rem; }
table { border-collapse: collapse; margin: 1rem 0; display: block; overflow-x: auto; }
th, td { border: 1px solid #8886; padding: .3rem .6rem; text-align: left; vertical-align: top; }
td.good { background: #2a92; } td.bad { background: #d334; } td.none { color: #888; }
details { border: 1px solid #8886; margin: .5rem 0; padding: .5rem 1rem; } pre { overflow-x: auto; }
`;

/** Writes runs as a page: the matrix of clients, families and providers, each failure with its trace, and more tables. */
export function pageFromRuns(runs: readonly RunResult[], sections: readonly ReportSection[]): string {
  const body = [
    "<h1>Conformance</h1>",
    "<p>Each cell: cases that passed, of those that were run: what the client claims to support. Nothing here was verified against a vendor's running service: the responses come from the vendors' documents and from what was observed, as each case says.</p>",
    summary(runs),
    ...runs.flatMap((run, place) => [`<h2 id="run-${place}">${text(run.client)}</h2>`, matrix(run), ...failures(run)]),
    ...sections.flatMap(sectionLines),
  ];
  return [
    "<!doctype html>",
    '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
    `<title>Conformance</title><style>${STYLE}</style></head><body>`,
    ...body,
    "</body></html>",
    "",
  ].join("\n");
}

function summary(runs: readonly RunResult[]): string {
  const rows = runs.map(({ client, results }, place) => {
    const count = (decision: Decision) => results.filter((one) => one.decision === decision).length;
    const decisions: readonly Decision[] = ["passed", "failed", "known failure", "unsupported"];
    const cells = decisions.map((decision) => `<td>${count(decision)}</td>`).join("");
    return `<tr><th scope="row"><a href="#run-${place}">${text(client)}</a></th>${cells}</tr>`;
  });
  const head = ["client", "passed", "failed", "known to fail", "not claimed"].map(
    (name) => `<th scope="col">${name}</th>`,
  );
  return `<table><thead><tr>${head.join("")}</tr></thead><tbody>${rows.join("\n")}</tbody></table>`;
}

function matrix({ results }: RunResult): string {
  const head = ["family", ...providerNames].map((name) => `<th scope="col">${name}</th>`);
  const rows = families
    .filter((family) => results.some((one) => one.case.family === family))
    .map((family) => {
      const cells = providerNames.map((provider) =>
        cell(results.filter((one) => one.case.family === family && one.case.provider === provider)),
      );
      return `<tr><th scope="row">${family}</th>${cells.join("")}</tr>`;
    });
  return `<table><thead><tr>${head.join("")}</tr></thead><tbody>${rows.join("\n")}</tbody></table>`;
}

function cell(results: readonly CaseResult[]): string {
  if (results.length === 0) return '<td class="none">no case</td>';
  const claimed = results.filter(({ decision }) => decision !== "unsupported");
  if (claimed.length === 0) return '<td class="none">not claimed</td>';
  const passed = claimed.filter(({ decision }) => decision === "passed").length;
  const known = claimed.filter(({ decision }) => decision === "known failure").length;
  const note = known > 0 ? `, ${known} known to fail` : "";
  return `<td class="${passed === claimed.length ? "good" : "bad"}">${passed} of ${claimed.length}${note}</td>`;
}

function failures({ results }: RunResult): string[] {
  const failed = results
    .filter(({ faults }) => faults.length > 0)
    .map(({ case: one, decision, faults, reason, trace }) => {
      const list = faults.map((fault) => `<li>${text(fault)}</li>`).join("");
      const lines = trace ? `<pre>${text(linesFromTrace(trace).join("\n"))}</pre>` : "";
      const why = reason === undefined ? "" : `<p>Known: ${text(reason)}</p>`;
      const head = `${decision}: <code>${text(one.id)}</code> (${one.level}) ${text(one.name)}`;
      return `<details><summary>${head}</summary><p>${text(one.source)}</p>${why}<ul>${list}</ul>${lines}</details>`;
    });
  if (failed.length === 0) return [];
  return [`<details><summary>What it did wrong, in ${failed.length} cases</summary>`, ...failed, "</details>"];
}

function sectionLines({ title, note, head, rows }: ReportSection): string[] {
  return [
    `<h2>${text(title)}</h2>`,
    ...(note === undefined ? [] : [`<p>${text(note)}</p>`]),
    `<table><thead><tr>${head.map((name) => `<th scope="col">${text(name)}</th>`).join("")}</tr></thead><tbody>`,
    ...rows.map((row) => `<tr>${row.map((value) => `<td>${text(value)}</td>`).join("")}</tr>`),
    "</tbody></table>",
  ];
}
