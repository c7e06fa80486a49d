import { type JobStatus, JobStatusError, isTerminalState } from "@jobstatus/core";
import { simulators } from "@jobstatus/simulator";
import { arrangeFaults } from "./arrange-faults.ts";
import { connect } from "./connect.ts";
import { type Exchange, recordingFetch } from "./exchange-log.ts";
import { lifeFrom } from "./lives.ts";
import { createPageClock } from "./page-clock.ts";
import { scheduleFromSetting } from "./schedule-from-setting.ts";
import type { ScheduleSetting, Settings } from "./settings.ts";

/** A change that the watch yielded. */
export interface Change {
  /** In milliseconds since the start of the wait. */
  readonly atMs: number;
  readonly status: JobStatus;
}

/** One wait, from its start to its end. */
export interface Run {
  readonly setting: ScheduleSetting;
  readonly id: string;
  readonly exchanges: readonly Exchange[];
  readonly changes: readonly Change[];
  /** When the job really ends, in milliseconds since the start. */
  readonly jobEndMs: number;
  readonly outcome: Outcome;
}

/** How a wait ended. */
export interface Outcome {
  readonly atMs: number;
  readonly text: string;
  /** The state at the end; absent if the wait ended with an error. */
  readonly state?: JobStatus["state"];
}

/** How far the clock moves at once. */
const STEP_MS = 1_000;
const START_MS = Date.parse("2026-01-01T00:00:00Z");

/** Starts a job at a simulator, and waits for it with the real client on a virtual clock. The same settings always give the same run. */
export async function runToEnd(settings: Settings, setting: ScheduleSetting): Promise<Run> {
  const { provider, scenario, seed, timeoutS } = settings;
  const clock = createPageClock(START_MS);
  const nowMs = () => clock.now() - START_MS;
  const simulator = simulators[provider]({ clock });
  const { phases, items, endMs, omit } = lifeFrom(provider, scenario, seed);
  const id = simulator.start({ phases, items, omit });
  arrangeFaults(simulator, scenario, id);
  const exchanges: Exchange[] = [];
  const changes: Change[] = [];
  const client = connect(simulator, {
    clock,
    random: () => 0.5,
    fetch: recordingFetch(simulator, clock, START_MS, (exchange) => exchanges.push(exchange)),
  });
  const watch = async (): Promise<Outcome> => {
    try {
      const options = { timeoutMs: timeoutS * 1_000, schedule: scheduleFromSetting(setting) };
      for await (const status of client.watch(id, options)) {
        changes.push({ atMs: nowMs(), status });
        if (isTerminalState(status)) {
          return { atMs: nowMs(), text: `${status.state} (${status.native})`, state: status.state };
        }
      }
    } catch (error) {
      if (!(error instanceof JobStatusError)) throw error;
      return { atMs: nowMs(), text: `${error.code}: ${error.message}` };
    }
    throw new Error("a watch ended without an end of the job");
  };
  const wait = { hasEnded: false };
  const ended = watch().finally(() => {
    wait.hasEnded = true;
  });
  // The timeout bounds the wait, and so the number of steps.
  for (let leftMs = timeoutS * 1_000 + STEP_MS; !wait.hasEnded && leftMs > 0; leftMs -= STEP_MS)
    await clock.advance(STEP_MS);
  return { setting, id, exchanges, changes, jobEndMs: endMs, outcome: await ended };
}
