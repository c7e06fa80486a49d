import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type EngineResult, atMost, medianOf } from "./engine-result.ts";

const RUNS = 15;
const REPOSITORY = join(import.meta.dirname, "../../../..");
/** Prints the CPU time of the process so far. */
const PRINT = "process.stdout.write(JSON.stringify(process.cpuUsage()));";

/**
 * Row 12: the CPU time of a process that imports a provider package as it is published, and of one that imports nothing.
 *
 * @throws Error - The packages are not built.
 */
export function importRows(): readonly EngineResult[] {
  if (!existsSync(join(REPOSITORY, "packages/zendesk/dist/index.js"))) throw new Error("run npm run build first");
  const folder = mkdtempSync(join(tmpdir(), "jobstatus-import-"));
  try {
    symlinkSync(join(REPOSITORY, "node_modules"), join(folder, "node_modules"));
    const [empty, whole] = [join(folder, "empty.mjs"), join(folder, "whole.mjs")];
    writeFileSync(empty, PRINT);
    writeFileSync(whole, `import "@jobstatus/zendesk"; ${PRINT}`);
    const costs = Array.from({ length: RUNS }, () => ({ empty: cpuOf(empty), whole: cpuOf(whole) }));
    const [none, ours] = [medianOf(costs.map((cost) => cost.empty)), medianOf(costs.map((cost) => cost.whole))];
    return [
      atMost(1.12, {
        row: 12,
        what: "import of a provider package, CPU of the process",
        figure: ours / none,
        unit: "times that of an empty module",
        how: `medians of ${RUNS} runs in turn: ${ours.toFixed(1)} against ${none.toFixed(1)} ms`,
      }),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function cpuOf(file: string): number {
  const { stdout } = spawnSync(process.execPath, [file], { encoding: "utf8" });
  const { user, system } = JSON.parse(stdout) as NodeJS.CpuUsage;
  return (user + system) / 1_000;
}
