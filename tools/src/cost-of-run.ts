import { spawnSync } from "node:child_process";
import { resolve } from "node:path";

/** Loaded into the program before its own modules: says at the end what processors it took, on a channel of its own. */
const REPORT_CPU = `data:text/javascript,${encodeURIComponent(`
  import { writeSync } from "node:fs";
  process.on("exit", () => { const { user, system } = process.cpuUsage(); writeSync(3, String(user + system)); });
`)}`;

const WORKSPACE = resolve(import.meta.dirname, "../..");

/** Measures one run of Node in the root of this workspace, in milliseconds. */
export type CostOfRun = (args: readonly string[]) => number;

/** Measures from start to end. It throws an Error when the program fails. */
export const wallMsOfRun: CostOfRun = (args) => {
  const start = performance.now();
  runNode(args);
  return performance.now() - start;
};

/** Measures the time of all processors, in the program and in the system for it. It throws when the program fails. */
export const cpuMsOfRun: CostOfRun = (args) => Number(runNode(["--import", REPORT_CPU, ...args])) / 1_000;

/** Runs Node, and returns what it wrote to channel 3. */
function runNode(args: readonly string[]): string {
  const { status, stderr, output } = spawnSync(process.execPath, args, {
    cwd: WORKSPACE,
    encoding: "utf8",
    stdio: ["ignore", "ignore", "pipe", "pipe"],
  });
  if (status !== 0) throw new Error(`node ${args.join(" ")} ended with ${status}\n${stderr}`);
  return output[3] ?? "";
}

/**
 * Compares programs side by side: each runs once in each round, so that what else the machine does meets all alike.
 *
 * @param programs - The arguments to Node of each.
 * @returns The median of each one's costs, in the same order.
 */
export function compareRuns(programs: readonly (readonly string[])[], rounds: number, cost: CostOfRun): number[] {
  // The first round fills the caches of the file system and is not counted.
  for (const program of programs) cost(program);
  const costs = programs.map((): number[] => []);
  for (let round = 0; round < rounds; round += 1)
    programs.forEach((program, index) => costs[index]?.push(cost(program)));
  return costs.map(median);
}

/** The middle of some numbers; NaN when there are none. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}
