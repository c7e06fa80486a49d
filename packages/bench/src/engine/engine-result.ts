/** One figure of the engine. */
export interface EngineResult {
  readonly row: number;
  readonly what: string;
  readonly figure: number;
  readonly goal: number;
  readonly unit: string;
  readonly holds: boolean;
  /** What it was compared to, and how. */
  readonly how: string;
}

/** A figure that must be at most the goal. */
export function atMost(goal: number, result: Omit<EngineResult, "goal" | "holds">): EngineResult {
  return { ...result, goal, holds: result.figure <= goal };
}

/** The middle value. */
export function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
