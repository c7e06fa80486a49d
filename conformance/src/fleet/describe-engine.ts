import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FleetEngine } from "./fleet-store.ts";
import { readFleetCases } from "./read-fleet-cases.ts";
import { type FleetResult, runFleetSuite } from "./run-fleet-suite.ts";

/** For hangs only, in milliseconds: a busy machine takes many times as long as an idle one. */
const LIMIT_MS = 900_000;

/** What an engine needs of the machine. */
export interface EngineNeeds {
  /** Why the engine can't run here; undefined if it can. */
  readonly missing?: string | undefined;
  /** Ends what the engine's stores share. */
  close?(): Promise<void>;
}

/** Runs the cases of the short run with an engine: one test for each. */
export function describeEngine(engine: FleetEngine, { missing, close }: EngineNeeds = {}): void {
  const cases = readFleetCases().filter(({ long }) => !long);

  describe.skipIf(missing !== undefined)(`${engine.name}${missing === undefined ? "" : ` (${missing})`}`, () => {
    const results = new Map<string, FleetResult>();

    beforeAll(async () => {
      for (const result of await runFleetSuite(cases, engine)) results.set(result.case.id, result);
    }, LIMIT_MS);

    afterAll(() => close?.(), LIMIT_MS);

    // The cases of features that the engine doesn't claim say nothing of it.
    const claimed = cases.filter(({ needs }) => needs.every((need) => engine.features.includes(need)));
    it.each(claimed)("$id: $name", ({ id }) => {
      expect(results.get(id)?.faults).toEqual([]);
    });
  });
}
