import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { escapeHtml } from "./markdown.ts";
import type { Page } from "./page.ts";

/** One figure of the benchmark's result file: our mean lag over that of the best peer, at equal requests. */
interface Figure {
  readonly row: number;
  readonly progress: string;
  readonly durations: string;
  readonly goal: number;
  readonly lag: { readonly ratio: number };
}

interface Results {
  readonly results: readonly Figure[];
  /** The versions of the peers, by name. */
  readonly versions: Readonly<Record<string, string>>;
}

/** The ratio at the right end of the axis. */
const AXIS_END = 1.25;
const AXIS_MARKS = [0, 0.25, 0.5, 0.75, 1];

/** The page of the benchmarks, made from their result file; none if there is no such file. */
export function readBenchmarkPages(root: string): readonly Page[] {
  const results = join(root, "packages/bench/results/schedules.json");
  const text = join(root, "packages/bench/RESULTS.md");
  if (!existsSync(results) || !existsSync(text)) return [];
  const [, body = ""] = /^# .+\n([^]*)$/.exec(readFileSync(text, "utf8")) ?? [];
  return [
    {
      path: "concepts/benchmarks",
      title: "Benchmarks: lag at equal requests",
      label: "Benchmarks",
      description:
        "Lag of the adaptive schedule compared with p-retry, p-wait-for, core-lro and others, at equal requests.",
      source: "packages/bench",
      order: 4,
      body: benchmarkBody(JSON.parse(readFileSync(results, "utf8")) as Results, body),
    },
  ];
}

/** The text of the page: what is measured, the chart, and the whole report. */
export function benchmarkBody({ results, versions }: Results, report: string): string {
  const titles = new Map(
    Array.from(report.matchAll(/^## Row (\d+): (.+)$/gm), ([, row = "", title = ""]) => [Number(row), title]),
  );
  const missed = results.filter(isMissed).length;
  const groups = [...new Set(results.map(({ row }) => row))].map((row) => {
    const figures = results.filter((figure) => figure.row === row);
    return `<section><p><strong>${escapeHtml(titles.get(row) ?? `Row ${row}`)}</strong></p>${bars(figures)}</section>`;
  });
  const peers = Object.keys(versions).map((name) => `\`${name}\``);
  return [
    "Lag is the time from the end of a job to the poll that sees it. Each bar compares the mean lag of `adaptive` with that of the best " +
      `peer: ${peers.join(", ")} or a fetch loop, each tuned to send the same number of requests. **Further left is better.** At 1, the solid line, both are equal; at 0.5 the lag is half.`,
    `<figure class="bench-chart not-content" aria-label="Lag of adaptive divided by the lag of the best peer">${axis()}${groups.join("")}${axis()}</figure>`,
    "A bar spans all settings: two spreads of the durations and two numbers of requests. The dotted line is the goal. " +
      `${results.length - missed} of ${results.length} figures meet their goal; an orange bar has at least one that doesn't. ` +
      "[Where a goal is missed](#where-a-goal-is-missed) gives the reasons.",
    report.trim(),
  ].join("\n\n");
}

function isMissed({ lag, goal }: Figure): boolean {
  return lag.ratio > goal;
}

/** One bar for each kind of progress or, if there is one kind only, for each kind of durations. */
function bars(figures: readonly Figure[]): string {
  const isOneKind = new Set(figures.map(({ progress }) => progress)).size === 1;
  const labelOf = ({ progress, durations }: Figure) => (isOneKind ? `${progress}; ${durations}` : progress);
  return [...new Set(figures.map(labelOf))]
    .map((label) => {
      const own = figures.filter((figure) => labelOf(figure) === label);
      const ratios = own.map(({ lag }) => lag.ratio);
      const [least, most] = [Math.min(...ratios), Math.max(...ratios)];
      const missed = own.filter(isMissed).length;
      const text = `${least.toFixed(2)} to ${most.toFixed(2)}`;
      const note = missed === 0 ? text : `${text}; goal missed in ${missed} of ${own.length}`;
      return (
        `<div class="bench-bar${missed === 0 ? "" : " missed"}"><span>${escapeHtml(label)}</span>` +
        `<span class="track"><i class="bar" style="inset-inline:${percent(least)} calc(100% - ${percent(most)})"></i>` +
        `<i class="one" style="inset-inline-start:${percent(1)}"></i>` +
        `<i class="goal" style="inset-inline-start:${percent(own[0]?.goal ?? 1)}"></i></span><span>${note}</span></div>`
      );
    })
    .join("");
}

function axis(): string {
  const marks = AXIS_MARKS.map(
    (ratio) => `<i style="inset-inline-start:${percent(ratio)}">${ratio === 1 ? "1 = equal" : ratio}</i>`,
  );
  return `<div class="bench-axis" aria-hidden="true"><span class="track">${marks.join("")}</span></div>`;
}

function percent(ratio: number): string {
  return `${((Math.min(ratio, AXIS_END) / AXIS_END) * 100).toFixed(1)}%`;
}
