import { mkdir, writeFile } from "node:fs/promises";
import { format } from "prettier";
import { recordPeers } from "./best-peer.ts";
import { peers } from "./peers.ts";
import { readVersions } from "./read-versions.ts";
import { resultsPage } from "./results-page.ts";
import { kindRows, knownRows, progressRows } from "./rows.ts";
import { setRows } from "./set-rows.ts";
import { mean } from "./statistics.ts";

/** Measures the schedules and writes `results/schedules.json` and `RESULTS.md`. */
const COUNT = 2_000;
/** Sets of a hundred jobs for each line of row 6. */
const SETS = 8;
/** Not one of the seeds with which the constants of `adaptive` were chosen. */
const SEED = 4_711;

const options = { peers: await recordPeers(), count: COUNT, seed: SEED };
const parts = [progressRows(options), knownRows(options), kindRows(options)];
const results = [...parts.flatMap((part) => part.results), ...setRows({ count: SETS, seed: SEED })];
const references = parts.flatMap((part) => part.references);
const notes = { count: COUNT, sets: SETS, seed: SEED, versions: await readVersions(peers.map(({ name }) => name)) };
const data = {
  ...notes,
  results,
  references: references.map(({ durations, budget, peers: ranked }) => ({
    durations,
    budget,
    peers: ranked.map(({ peer: { name, shape, base }, setting, outcomes }) => {
      const meanLag = mean(outcomes.map(({ lag }) => lag));
      return { name, shape, base, setting, meanLag };
    }),
  })),
};
const folder = new URL("../results/", import.meta.url);
await mkdir(folder, { recursive: true });
await writeFile(new URL("schedules.json", folder), `${JSON.stringify(data, rounded, 2)}\n`);
const page = await format(resultsPage({ results, references }, notes), { parser: "markdown" });
await writeFile(new URL("../RESULTS.md", import.meta.url), page);
const missed = results.filter(({ holds }) => !holds);
for (const { row, progress, durations, budget, goal, lag } of missed) {
  console.log(`row ${row} misses: ${progress}, ${durations}, ${budget} requests: ${lag.ratio.toFixed(3)} > ${goal}`);
}
console.log(
  `${results.length - missed.length} of ${results.length} figures hold their goal: packages/bench/RESULTS.md`,
);

/** More digits than these would differ between machines and mean nothing. */
function rounded(_key: string, value: unknown): unknown {
  return typeof value === "number" ? Number(value.toPrecision(4)) : value;
}
