import { expect, it } from "vitest";
import { fleetFeatures } from "./fleet-case.ts";
import { readFleetCases } from "./read-fleet-cases.ts";
import { watchAllBaseline } from "./watch-all-baseline.ts";
import { wrongWorkers } from "./wrong/wrong-workers.ts";

const cases = readFleetCases();

it("has an id of its own for each case, which wrong workers name", () => {
  const ids = cases.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(wrongWorkers.flatMap(({ caughtBy }) => Object.keys(caughtBy)).filter((id) => !ids.includes(id))).toEqual([]);
});

it("has a case for each feature of an engine", () => {
  expect(fleetFeatures.filter((feature) => !cases.some(({ needs }) => needs.includes(feature)))).toEqual([]);
});

it("compares polls with those of one process, in virtual time", async () => {
  const one = cases.find(({ id }) => id === "fleet-one-job-50-times");
  // One poll at the start says that it runs, and one after its end that it has ended.
  expect(one && (await watchAllBaseline(one))).toBe(2);
});
