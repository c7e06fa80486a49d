import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Scenario } from "@jobstatus/simulator";
import type { ProviderName } from "../connect/providers.ts";
import type { ScenarioFault } from "../simulate/scenario-file.ts";
import { startSimulators } from "../simulate/start-simulators.ts";

/** The environment of a test: a folder, simulators, and the variables with which the command finds both. */
export interface TestEnvironment {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  /** The address of each provider's simulator. */
  readonly urls: Readonly<Partial<Record<ProviderName, string>>>;
  /** How many requests a provider's simulator has received. */
  requestsAt(provider: ProviderName): number;
}

/** A job at a simulator. */
export type TestJob = readonly [provider: ProviderName, scenario: Scenario];

const STARTED_AT_MS = Date.parse("2026-01-01T00:00:00Z");
/** How far each request moves the simulated time. */
const MS_PER_REQUEST = 100;

/**
 * Opens an environment whose simulators have these jobs. Each request moves their time by 100 ms, so a status depends on the
 * number of requests and not on the speed of the machine. It is closed after the test.
 */
export async function openTestEnvironment(
  jobs: readonly TestJob[] = [],
  faults: readonly ScenarioFault[] = [],
): Promise<TestEnvironment> {
  const folder = mkdtempSync(join(tmpdir(), "jobstatus-cli-"));
  const kinds = jobs.map(([provider, scenario]) => ({ provider, scenario, count: 1, spread: 0 }));
  let nowMs = STARTED_AT_MS;
  const started = await startSimulators(kinds, {
    faults,
    clock: { now: () => nowMs },
    seed: 1,
    onRequest: () => void (nowMs += MS_PER_REQUEST),
  });
  onTestFinished(async () => {
    await Promise.all(started.map(({ close }) => close()));
    rmSync(folder, { recursive: true });
  });
  return {
    folder,
    env: Object.assign({ HOME: folder }, ...started.map(({ env }) => env)) as Record<string, string>,
    urls: Object.fromEntries(started.map(({ provider, url }) => [provider, url])),
    requestsAt: (provider) => started.find((one) => one.provider === provider)?.simulator.requests.length ?? 0,
  };
}
