import { execFileSync } from "node:child_process";
import { type EngineResult, atMost, medianOf } from "./engine-result.ts";

export const POLLS = 4_000;
/** The first one warms up. */
export const ROUNDS = 10;

/** The microseconds of CPU that a poll takes in one round. */
interface Costs {
  readonly ours: number;
  readonly theirs: number;
  readonly raw: number;
}

/**
 * Row 9: the CPU time of a poll beyond the same request by a raw loop and through openapi-fetch, with a transport that answers at once.
 * In a process of its own: what other rows leave in a process makes polls of everybody up to three times as slow.
 */
export function overheadRows(): readonly EngineResult[] {
  const command = ["--conditions=@jobstatus/source", `${import.meta.dirname}/overhead.ts`];
  const [, ...costs] = JSON.parse(execFileSync(process.execPath, command, { encoding: "utf8" })) as Costs[];
  const row = (goal: number, than: "theirs" | "raw", name: string) => {
    const [ourCost, otherCost] = [medianOf(costs.map((cost) => cost.ours)), medianOf(costs.map((cost) => cost[than]))];
    return atMost(goal, {
      row: 9,
      what: `loop overhead over ${name}, null transport`,
      figure: medianOf(costs.map((cost) => cost.ours - cost[than])),
      unit: "µs of CPU a poll",
      how: `medians of ${costs.length} interleaved runs of ${POLLS} polls: ${ourCost.toFixed(1)} µs against ${otherCost.toFixed(1)} µs`,
    });
  };
  return [row(1.5, "theirs", "openapi-fetch"), row(2, "raw", "a raw loop of fetch and json()")];
}
