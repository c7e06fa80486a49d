import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { escapeHtml } from "./markdown.ts";
import type { Page } from "./page.ts";

/** One figure of the benchmark's result file: our mean lag over that of the best peer, at equal requests. */
interface Figure {
  readonly row: number;
  readonly progress: string;
  readonly durations: string;
  readonly budget: number;
  readonly goal: number;
  readonly lag: { readonly ratio: number };
}

const LABEL_WIDTH = 370;
const BAR_WIDTH = 300;
const LINE_HEIGHT = 22;
/** The ratio at the right end of the scale. */
const WIDEST = 1.2;

/** The page of the benchmarks, drawn from their own result file; none where there is no such file. */
export function readBenchmarkPages(root: string): readonly Page[] {
  const results = join(root, "packages/bench/results/schedules.json");
  const text = join(root, "packages/bench/RESULTS.md");
  if (!existsSync(results) || !existsSync(text)) return [];
  const { results: figures } = JSON.parse(readFileSync(results, "utf8")) as { readonly results: readonly Figure[] };
  const [, body = ""] = /^# .+\n([^]*)$/.exec(readFileSync(text, "utf8")) ?? [];
  return [
    {
      path: "concepts/benchmarks",
      title: "Benchmarks",
      description: "Lag at equal requests, beside other libraries, measured in virtual time.",
      source: "packages/bench",
      order: 5,
      body: `A bar is our mean lag over that of the best peer; the mark is the goal. Shorter is better, and at 1 both are alike.\n\n${chart(figures)}\n\n${body}`,
    },
  ];
}

function chart(figures: readonly Figure[]): string {
  const height = figures.length * LINE_HEIGHT + 20;
  const x = (ratio: number) => LABEL_WIDTH + (Math.min(ratio, WIDEST) / WIDEST) * BAR_WIDTH;
  const lines = figures.map(({ progress, durations, budget, goal, lag: { ratio } }, index) => {
    const y = index * LINE_HEIGHT;
    const label = `${progress.length > 32 ? `${progress.slice(0, 31)}…` : progress}; ${durations}; ${budget} a job`;
    return (
      `<text class="value" x="0" y="${y + 14}">${escapeHtml(label)}</text>` +
      `<rect class="${ratio <= goal ? "within" : "beyond"}" x="${LABEL_WIDTH}" y="${y + 4}" width="${(x(ratio) - LABEL_WIDTH).toFixed(1)}" height="13"/>` +
      `<path class="goal" d="M${x(goal).toFixed(1)} ${y + 1}v19"/>` +
      `<text class="value" x="${LABEL_WIDTH + BAR_WIDTH + 8}" y="${y + 14}">${ratio.toFixed(2)}</text>`
    );
  });
  const width = LABEL_WIDTH + BAR_WIDTH + 50;
  return (
    `<figure class="state-diagram bench" tabindex="0" role="region" aria-label="Lag at equal requests">` +
    `<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="The figures of the tables below, as bars">` +
    `${lines.join("")}</svg></figure>`
  );
}
