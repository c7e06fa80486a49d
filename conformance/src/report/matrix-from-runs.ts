import { type Family, families } from "../suite/suite-case.ts";
import type { RunResult } from "../wire/run-suite.ts";

/** What became of the cases of one family with one client. */
export interface Tally {
  readonly cases: number;
  /** How many of them were run: those that need no more than the client claims to support. */
  readonly claimed: number;
  readonly passed: number;
}

/** One client of the matrix. */
export interface MatrixRow {
  readonly client: string;
  /** By family, in the order of the report; a family without cases is absent. */
  readonly families: Readonly<Partial<Record<Family, Tally>>>;
}

/** What of several runs is worth keeping: for each client and family, how many cases passed. */
export function matrixFromRuns(runs: readonly RunResult[]): readonly MatrixRow[] {
  return runs.map(({ client, results }) => {
    const tallies: Partial<Record<Family, Tally>> = {};
    for (const family of families) {
      const own = results.filter((one) => one.case.family === family);
      if (own.length === 0) continue;
      tallies[family] = {
        cases: own.length,
        claimed: own.filter(({ decision }) => decision !== "unsupported").length,
        passed: own.filter(({ decision }) => decision === "passed").length,
      };
    }
    return { client, families: tallies };
  });
}
