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

/** Plays the cases with an engine, and gives their results in the order of the cases. */
export async function runFleetSuite(
  cases: readonly FleetCase[],
  engine: FleetEngine,
  { parallel = 6, onResult }: FleetRunOptions = {},
): Promise<readonly FleetResult[]> {
  const results = new Map<FleetCase, FleetResult>();
  const queue = [...cases];
  const lane = async () => {
    for (let one = queue.shift(); one; one = queue.shift()) {
      const result = await playOne(one, engine);
      results.set(one, result);
      onResult?.(result);
    }
  };
  await Promise.all(Array.from({ length: parallel }, lane));
  return cases.flatMap((one) => results.get(one) ?? []);
}

async function playOne(one: FleetCase, engine: FleetEngine): Promise<FleetResult> {
  const startedAtMs = performance.now();
  const tookMs = () => Math.round(performance.now() - startedAtMs);
  const missing = one.needs.find((need) => !engine.features.includes(need));
  if (missing !== undefined) return { case: one, result: "unsupported", faults: [], missing, tookMs: 0 };
  try {
    const baseline = one.expected.requests === undefined ? 0 : await watchAllBaseline(one);
    let played = one;
    let trace = await playFleetCase(played, engine);
    if (trace.stuckAt !== undefined) {
      // A machine that is busy may never bring about what the case is about.
      played = { ...one, timeFactor: one.timeFactor / SLOWER };
      trace = await playFleetCase(played, engine);
    }
    const polls = trace.arrivals.filter(({ kind }) => kind === "status").length;
    const faults = judgeFleet(played, trace, baseline);
    return { case: one, result: faults.length > 0 ? "failed" : "passed", faults, polls, baseline, tookMs: tookMs() };
  } catch (error) {
    return {
      case: one,
      result: "failed",
      faults: [`the case could not be played: ${String(error)}`],
      tookMs: tookMs(),
    };
  }
}
