import { execFileSync } from "node:child_process";
import { type EngineResult, atMost, medianOf } from "./engine-result.ts";

/** What a crowd of ten thousand waits took. */
interface Crowd {
  readonly heap: number;
  readonly timers: number;
  readonly mostOpen: number;
  readonly errors: number;
  readonly p99Ms: number;
}

const RUNS = 3;

/** Row 10: ten thousand waiting jobs, each measurement in a process of its own, ours and a raw loop in turn. */
export function crowdRows(): readonly EngineResult[] {
  const held: { ours: Crowd; raw: Crowd }[] = [];
  for (let run = 0; run < RUNS; run += 1) held.push({ ours: crowdOf("ours", "null"), raw: crowdOf("raw", "null") });
  const started = crowdOf("ours", "loopback");
  const rawStarted = crowdOf("raw", "loopback");
  const heap = { ours: medianOf(held.map(({ ours }) => ours.heap)), raw: medianOf(held.map(({ raw }) => raw.heap)) };
  const row = 10;
  return [
    atMost(0.7, {
      row,
      what: "10,000 jobs: heap for each",
      figure: heap.ours / heap.raw,
      unit: "times that of a raw loop",
      how: `${heap.ours.toFixed(0)} against ${heap.raw.toFixed(0)} bytes, the last status kept; medians of ${RUNS}`,
    }),
    atMost(10, {
      row,
      what: "10,000 jobs: timers",
      figure: Math.max(...held.map(({ ours }) => ours.timers)),
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
      figure: crowdOf("ours", "loopback", true).errors,
      unit: "errors",
      how: `a raw loop: ${crowdOf("raw", "loopback", true).errors}`,
    }),
    atMost(1, {
      row,
      what: "10,000 jobs started at once: event-loop delay, 99th percentile",
      figure: started.p99Ms / rawStarted.p99Ms,
      unit: "times that of a raw loop",
      how: `${started.p99Ms.toFixed(1)} against ${rawStarted.p99Ms.toFixed(1)} ms while all are started at once, on loopback`,
    }),
  ];
}

function crowdOf(who: "ours" | "raw", transport: "null" | "loopback", isLimited = false): Crowd {
  const file = `${import.meta.dirname}/crowd.ts`;
  const command = [process.execPath, "--expose-gc", "--conditions=@jobstatus/source", file, who, transport];
  // The server and the client are in one process, so each connection takes two of the files.
  const limit = isLimited ? "ulimit -n 1024; " : "";
  const shell = `${limit}exec ${command.map((part) => `'${part}'`).join(" ")}`;
  return JSON.parse(execFileSync("sh", ["-c", shell], { encoding: "utf8", maxBuffer: 1e7 })) as Crowd;
}
