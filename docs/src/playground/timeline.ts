import type { Run } from "./run.ts";
import { wordsFromSetting } from "./schedule-from-setting.ts";

const NAMESPACE = "http://www.w3.org/2000/svg";
const LANE_HEIGHT = 92;
const TOP = 26;
const LEFT = 8;
const RIGHT = 8;

type Attributes = Readonly<Record<string, string | number>>;

function svg(name: string, attributes: Attributes, text?: string): SVGElement {
  const element = document.createElementNS(NAMESPACE, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  if (text !== undefined) element.textContent = text;
  return element;
}

/** Draws what happens until `nowMs`: the states, progress and requests of each run, over time. */
export function drawTimeline(container: HTMLElement, runs: readonly Run[], nowMs: number, spanMs: number): void {
  const width = Math.max(300, container.clientWidth);
  const height = TOP + runs.length * LANE_HEIGHT + 20;
  const x = (ms: number) => LEFT + (Math.min(ms, spanMs) / spanMs) * (width - LEFT - RIGHT);
  const root = svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img" });
  root.setAttribute("aria-label", runs.map((run) => summary(run, nowMs)).join(" "));
  root.append(...axis(width, height, spanMs, x));
  for (const [index, run] of runs.entries()) root.append(...lane(run, TOP + index * LANE_HEIGHT, nowMs, x));
  const [first] = runs;
  if (first && first.jobEndMs <= spanMs) {
    const at = x(first.jobEndMs);
    root.append(svg("line", { class: "job-end", x1: at, x2: at, y1: TOP - 8, y2: height - 20 }));
    root.append(svg("text", { class: "axis", x: at, y: TOP - 12, "text-anchor": "middle" }, "job ends"));
  }
  root.append(svg("line", { class: "now", x1: x(nowMs), x2: x(nowMs), y1: TOP - 8, y2: height - 20 }));
  container.replaceChildren(root);
}

/** One run in a sentence, as a text alternative to the picture. */
export function summary(run: Run, nowMs = Infinity): string {
  const { outcome, exchanges, jobEndMs } = run;
  const sent = requestsFrom(exchanges.filter(({ atMs }) => atMs <= nowMs).length);
  if (outcome.atMs > nowMs) return `${wordsFromSetting(run.setting)}: ${sent} so far.`;
  const lag = outcome.state === undefined ? "" : `, ${seconds(outcome.atMs - jobEndMs)} after the job's end`;
  return `${wordsFromSetting(run.setting)}: ${sent}, ${outcome.text}${lag}.`;
}

/** A time in seconds, as text. */
export function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}

function axis(width: number, height: number, spanMs: number, x: (ms: number) => number): SVGElement[] {
  const most = Math.max(3, Math.floor(width / 90));
  const stepS =
    [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1_800, 3_600].find((step) => spanMs / 1_000 / step <= most) ?? 7_200;
  const marks: SVGElement[] = [];
  for (let atS = 0; atS * 1_000 <= spanMs; atS += stepS) {
    const at = x(atS * 1_000);
    marks.push(svg("line", { class: "grid", x1: at, x2: at, y1: TOP - 4, y2: height - 20 }));
    marks.push(
      svg(
        "text",
        {
          class: "axis",
          x: at,
          y: height - 5,
          "text-anchor": atS === 0 ? "start" : at > width - 30 ? "end" : "middle",
        },
        `${atS} s`,
      ),
    );
  }
  return marks;
}

function lane(run: Run, top: number, nowMs: number, x: (ms: number) => number): SVGElement[] {
  const untilMs = Math.min(run.outcome.atMs, nowMs);
  const changes = run.changes.filter(({ atMs }) => atMs <= nowMs);
  const exchanges = run.exchanges.filter(({ atMs }) => atMs <= nowMs);
  const parts: SVGElement[] = [
    svg(
      "text",
      { class: "lane", x: LEFT, y: top + 12 },
      `${wordsFromSetting(run.setting)}: ${requestsFrom(exchanges.length)}`,
    ),
  ];
  for (const [index, { atMs, status }] of changes.entries()) {
    const endMs = changes[index + 1]?.atMs ?? untilMs;
    const barWidth = Math.max(2, x(endMs) - x(atMs));
    const bar = svg("rect", {
      class: `bar state-${status.state}`,
      x: x(atMs),
      y: top + 20,
      width: barWidth,
      height: 18,
    });
    bar.append(svg("title", {}, `${status.state} (${status.native}) from ${seconds(atMs)}`));
    parts.push(bar);
    const fraction = status.progress?.fraction;
    if (fraction !== undefined) {
      const height = 22 * fraction;
      parts.push(svg("rect", { class: "progress", x: x(atMs), y: top + 62 - height, width: barWidth, height }));
    }
  }
  for (const { atMs, isRefusal, httpStatus } of exchanges) {
    const mark = svg("path", {
      class: isRefusal ? "request refused" : "request",
      d: isRefusal ? `M${x(atMs) - 4} ${top + 68}l8 8m0 -8l-8 8` : `M${x(atMs)} ${top + 67}v10`,
    });
    mark.append(svg("title", {}, `request at ${seconds(atMs)}: HTTP ${httpStatus}`));
    parts.push(mark);
  }
  return parts;
}

function requestsFrom(count: number): string {
  return `${count} request${count === 1 ? "" : "s"}`;
}
