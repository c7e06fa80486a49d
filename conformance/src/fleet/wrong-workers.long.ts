import { beforeAll, describe, expect, it } from "vitest";
import { referenceEngine } from "./engines/reference.ts";
import { readFleetCases } from "./read-fleet-cases.ts";
import { type FleetResult, runFleetSuite } from "./run-fleet-suite.ts";
import { wrongWorkers } from "./wrong/wrong-workers.ts";

/** How many times as slowly a case is played again that has not caught its worker: a busy machine hides haste. */
const SLOWER = 4;
/** A worker that loses jobs makes the suite wait for them: for this long, in milliseconds. */
const PATIENCE_MS = 8_000;
const PARALLEL = 6;
/** For hangs only, in milliseconds: a busy machine takes many times as long as an idle one. */
const LIMIT_MS = 900_000;

describe("the suite that breaks workers", () => {
  const results = new Map<string, readonly FleetResult[]>();

  beforeAll(async () => {
    const cases = readFleetCases();
    const queue = [...wrongWorkers];
    const lane = async () => {
      for (let worker = queue.shift(); worker; worker = queue.shift()) {
        const { name, behavior, caughtBy } = worker;
        const own = cases.filter(({ id }) => id in caughtBy);
        const engine = referenceEngine(behavior, name, PATIENCE_MS);
        const first = await runFleetSuite(own, engine);
        const missed = first.filter((result) => !isCaught(result, caughtBy)).map((result) => result.case);
        const slower = missed.map((one) => ({ ...one, timeFactor: one.timeFactor / SLOWER }));
        results.set(name, [
          ...first.filter((result) => isCaught(result, caughtBy)),
          ...(await runFleetSuite(slower, engine)),
        ]);
      }
    };
    await Promise.all(Array.from({ length: PARALLEL }, lane));
  }, LIMIT_MS);

  it.each(wrongWorkers)("catches a worker that $name", ({ name, caughtBy }) => {
    const caught = results
      .get(name)
      ?.filter((result) => isCaught(result, caughtBy))
      .map((result) => result.case.id);
    expect(caught?.toSorted()).toEqual(Object.keys(caughtBy).toSorted());
  });
});

function isCaught({ case: { id }, faults }: FleetResult, caughtBy: Readonly<Record<string, string>>): boolean {
  return faults.some((fault) => fault.includes(caughtBy[id] ?? ""));
}
