import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "vitest";
import type { Scenario } from "@jobstatus/simulator";
import type { ProviderName } from "../connect/provider-names.ts";
import type { ScenarioFault } from "../simulate/scenario-file.ts";
import { simulatedEnvironment } from "../simulate/simulated-environment.ts";
import { startSimulators } from "../simulate/start-simulators.ts";

/** A place for a test: a folder of its own, simulators, and the environment in which the command finds both. */
export interface TestEnvironment {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  /** Where each provider's simulator listens. */
  readonly urls: Readonly<Partial<Record<ProviderName, string>>>;
  close(): Promise<void>;
}

/** A job of a workshop. */
export type WorkshopJob = readonly [provider: ProviderName, scenario: Scenario];

const BEGAN_MS = Date.parse("2026-01-01T00:00:00Z");
/** How far each request moves the simulated time. */
const MS_PER_REQUEST = 100;

/**
 * Opens a workshop whose simulators have these jobs. Their time does not run: each request moves it by 100 ms, so that what
 * a job answers depends on how often it was asked, and not on how fast this machine is.
 */
export async function openWorkshop(
  jobs: readonly WorkshopJob[] = [],
  faults: readonly ScenarioFault[] = [],
): Promise<TestEnvironment> {
  const folder = mkdtempSync(join(tmpdir(), "jobstatus-cli-"));
  const kinds = jobs.map(([provider, scenario]) => ({ provider, scenario, count: 1, spread: 0, outcomes: undefined }));
  let nowMs = BEGAN_MS;
  const clock = { now: () => nowMs, tick: () => (nowMs += MS_PER_REQUEST) };
  const started = await startSimulators({ jobs: kinds, faults }, clock, 1);
  const parts = await Promise.all(started.map(({ provider, url }) => simulatedEnvironment(provider, url)));
  return {
    folder,
    env: Object.assign({ HOME: folder }, ...parts) as Record<string, string>,
    urls: Object.fromEntries(started.map(({ provider, url }) => [provider, url])),
    async close() {
      await Promise.all(started.map(({ close }) => close()));
      rmSync(folder, { recursive: true });
    },
  };
}

/** Gives the function that opens workshops for the tests of a file; each is closed after its test. */
export function useWorkshops(): typeof openWorkshop {
  const open: TestEnvironment[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((workshop) => workshop.close()));
  });
  return async (jobs, faults) => {
    const workshop = await openWorkshop(jobs, faults);
    open.push(workshop);
    return workshop;
  };
}
