import type { FleetCase } from "./fleet-case.ts";
import type { FleetEngine } from "./fleet-store.ts";
import { judgeFleet } from "./judge-fleet.ts";
import { playFleetCase } from "./play-fleet-case.ts";
import { watchAllBaseline } from "./watch-all-baseline.ts";

/** How one case ended for an engine. */
export interface FleetResult {
  readonly case: FleetCase;
  readonly result: "passed" | "failed" | "unsupported";
  /** A sentence for each fault. */
  readonly faults: readonly string[];
  /** The feature that the engine does not have. */
  readonly missing?: string;
  /** How many requests for statuses arrived, and how many one process with `watchAll` sends. */
  readonly polls?: number;
  readonly baseline?: number;
  readonly tookMs: number;
}

/** How a run goes. */
export interface FleetRunOptions {
  /** How many cases are played at once: most of them sleep most of the time. Default: 6. */
  readonly parallel?: number;
  /** Called with each result. */
  readonly onResult?: (result: FleetResult) => void;
}

/** How many times as slowly a case is played again. */
const SLOWER = 3;
/** If the machine gives the runner no time for longer than this, in real milliseconds, its faults may be those of the machine. */
const MAX_STALL_MS = 50;

/**
 * Plays the cases with an engine, and gives their results in the order of the cases. A case that fails on a machine that is busy is
 * played again, alone and more slowly.
 */
export async function runFleetSuite(
  cases: readonly FleetCase[],
  engine: FleetEngine,
  { parallel = 6, onResult }: FleetRunOptions = {},
): Promise<readonly FleetResult[]> {
  const results = new Map<FleetCase, FleetResult>();
  const queue = [...cases];
  const unsure: FleetCase[] = [];
  const record = (result: FleetResult) => {
    results.set(result.case, result);
    onResult?.(result);
  };
  const lane = async () => {
    for (let one = queue.shift(); one; one = queue.shift()) {
      const { isUnsure, ...result } = await playOne(one, one.timeFactor, engine);
      if (isUnsure) unsure.push(one);
      else record(result);
    }
  };
  await Promise.all(Array.from({ length: parallel }, lane));
  for (const one of unsure) {
    const { isUnsure: _, ...result } = await playOne(one, one.timeFactor / SLOWER, engine);
    record(result);
  }
  return cases.flatMap((one) => results.get(one) ?? []);
}

/** Plays a case once; `isUnsure` if it failed and the machine was busy. */
async function playOne(
  one: FleetCase,
  timeFactor: number,
  engine: FleetEngine,
): Promise<FleetResult & { isUnsure: boolean }> {
  const startedAtMs = performance.now();
  const tookMs = () => Math.round(performance.now() - startedAtMs);
  const missing = one.needs.find((need) => !engine.features.includes(need));
  if (missing !== undefined) {
    return { case: one, result: "unsupported", faults: [], missing, tookMs: 0, isUnsure: false };
  }
  try {
    const played = { ...one, timeFactor };
    const baseline = one.expected.requests === undefined ? 0 : await watchAllBaseline(played);
    const trace = await playFleetCase(played, engine);
    const faults = judgeFleet(played, trace, baseline);
    const polls = trace.arrivals.filter(({ kind }) => kind === "status").length;
    const isUnsure = faults.length > 0 && (trace.stuckAt !== undefined || trace.stallMs > MAX_STALL_MS);
    const result = faults.length > 0 ? "failed" : "passed";
    return { case: one, result, faults, polls, baseline, tookMs: tookMs(), isUnsure };
  } catch (error) {
    const faults = [`the case could not be played: ${String(error)}`];
    return { case: one, result: "failed", faults, tookMs: tookMs(), isUnsure: true };
  }
}
