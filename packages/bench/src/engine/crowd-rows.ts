import { execFileSync } from "node:child_process";
import { type EngineResult, atMost, medianOf } from "./engine-result.ts";

/** What a crowd of ten thousand waits took. */
interface Crowd {
  readonly heap: number;
  readonly timers: number;
  readonly mostOpen: number;
  readonly errors: number;
  readonly p99Ms: number;
  readonly longestMs: number;
}

const RUNS = 3;

/** Row 10: ten thousand waiting jobs, each measurement in a process of its own, ours and a raw loop in turn. */
export function crowdRows(): readonly EngineResult[] {
  const held: { watchAll: Crowd; wait: Crowd; raw: Crowd }[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    held.push({ watchAll: crowdOf("watchAll", "null"), wait: crowdOf("wait", "null"), raw: crowdOf("raw", "null") });
  }
  const startedRuns = Array.from({ length: RUNS }, () => ({
    ours: crowdOf("watchAll", "loopback"),
    raw: crowdOf("raw", "loopback"),
  }));
  const started = medianCrowd(startedRuns.map(({ ours }) => ours));
  const rawStarted = medianCrowd(startedRuns.map((run) => run.raw));
  const row = 10;
  const heapRow = (goal: number, who: "watchAll" | "wait") => {
    const [ours, raw] = [medianOf(held.map((crowd) => crowd[who].heap)), medianOf(held.map((crowd) => crowd.raw.heap))];
    return atMost(goal, {
      row,
      what: `10,000 jobs: heap for each, with \`${who}\``,
      figure: ours / raw,
      unit: "times that of a raw loop that keeps no status",
      how: `${ours.toFixed(0)} bytes with the last status against ${raw.toFixed(0)} without; medians of ${RUNS}`,
    });
  };
  return [
    heapRow(1.2, "wait"),
    heapRow(0.8, "watchAll"),
    atMost(10, {
      row,
      what: "10,000 jobs: timers",
      figure: Math.max(...held.map(({ watchAll }) => watchAll.timers)),
      unit: "timers",
      how: `a raw loop: ${Math.max(...held.map(({ raw }) => raw.timers))}`,
    }),
    atMost(128, {
      row,
      what: "10,000 jobs started at once: sockets",
      figure: started.mostOpen,
      unit: "sockets",
      how: `on loopback; a raw loop: ${rawStarted.mostOpen} (${rawStarted.errors} errors)`,
    }),
    atMost(0, {
      row,
      what: "10,000 jobs started at once under `ulimit -n 1024`: errors",
      figure: crowdOf("watchAll", "loopback", true).errors,
      unit: "errors",
      how: `a raw loop: ${crowdOf("raw", "loopback", true).errors}`,
    }),
    atMost(1, {
      row,
      what: "10,000 jobs started at once: event-loop delay, 99th percentile",
      figure: started.p99Ms / rawStarted.p99Ms,
      unit: "times that of a raw loop",
      how: `${started.p99Ms.toFixed(1)} against ${rawStarted.p99Ms.toFixed(1)} ms while all are started at once, on loopback; medians of ${RUNS}`,
    }),
    atMost(40, {
      row,
      what: "10,000 jobs started at once: longest event-loop stall",
      figure: started.longestMs,
      unit: "ms",
      how: `medians of ${RUNS}; a raw loop: ${rawStarted.longestMs.toFixed(0)} ms; the server is in the same process`,
    }),
  ];
}

/** The medians of several runs, and the most sockets and errors of any. */
function medianCrowd(runs: readonly Crowd[]): Pick<Crowd, "mostOpen" | "errors" | "p99Ms" | "longestMs"> {
  return {
    mostOpen: Math.max(...runs.map(({ mostOpen }) => mostOpen)),
    errors: Math.max(...runs.map(({ errors }) => errors)),
    p99Ms: medianOf(runs.map(({ p99Ms }) => p99Ms)),
    longestMs: medianOf(runs.map(({ longestMs }) => longestMs)),
  };
}

function crowdOf(who: "watchAll" | "wait" | "raw", transport: "null" | "loopback", isLimited = false): Crowd {
  const file = `${import.meta.dirname}/crowd.ts`;
  const command = [process.execPath, "--expose-gc", "--conditions=@jobstatus/source", file, who, transport];
  // The server and the client are in one process, so each connection takes two of the files.
  const limit = isLimited ? "ulimit -n 1024; " : "";
  const shell = `${limit}exec ${command.map((part) => `'${part}'`).join(" ")}`;
  return JSON.parse(execFileSync("sh", ["-c", shell], { encoding: "utf8", maxBuffer: 1e7 })) as Crowd;
}
