import { type JobStatus, JobStatusError, isTerminalState } from "@jobstatus/core";
import { simulators } from "@jobstatus/simulator";
import { connect } from "./connect.ts";
import { type Exchange, recordingFetch } from "./exchange-log.ts";
import { type PageClock, createPageClock } from "./page-clock.ts";
import { arrangeFaults, lifeFrom } from "./scenarios.ts";
import { scheduleFromSetting } from "./schedule-from-setting.ts";
import type { ScheduleSetting, Settings } from "./settings.ts";

/** A change that the watch has told of. */
export interface Change {
  /** In milliseconds since the start of the wait. */
  readonly atMs: number;
  readonly status: JobStatus;
}

/** One wait on a virtual clock: it goes on only as its time passes. */
export interface Run {
  readonly setting: ScheduleSetting;
  readonly id: string;
  /** The clock of the wait and of the simulator. */
  readonly clock: PageClock;
  readonly exchanges: readonly Exchange[];
  readonly changes: readonly Change[];
  /** When the job really ends, in milliseconds since the start. */
  readonly jobEndMs: number;
  /** How the wait ended, once it has. */
  readonly outcome: Outcome | undefined;
  /** Lets time pass to the end of the wait. */
  toEnd(): Promise<void>;
  /** Ends the wait. */
  stop(): void;
}

/** How a wait ended. */
export interface Outcome {
  readonly atMs: number;
  readonly text: string;
  readonly state?: JobStatus["state"];
}

/** Small, so that time does not run on after the end of the wait. */
const STEP_MS = 1_000;
const START_MS = Date.parse("2026-01-01T00:00:00Z");

/** Starts a job at a simulator and a wait for it with the real client. No time has passed yet. */
export function startRun({ provider, scenario, timeoutS }: Settings, setting: ScheduleSetting): Run {
  const clock = createPageClock(START_MS);
  const nowMs = () => clock.now() - START_MS;
  const simulator = simulators[provider]({ clock });
  const { phases, items, endMs } = lifeFrom(provider, scenario);
  const id = simulator.start({ phases, items });
  arrangeFaults(simulator, scenario);
  const exchanges: Exchange[] = [];
  const changes: Change[] = [];
  const controller = new AbortController();
  const client = connect(simulator, {
    clock,
    // The same chance in every run, so that a link shows the same picture.
    random: () => 0.5,
    fetch: recordingFetch(simulator, clock, START_MS, (exchange) => exchanges.push(exchange)),
  });
  const state: { outcome?: Outcome } = {};
  const watch = async () => {
    try {
      const options = {
        timeoutMs: timeoutS * 1_000,
        schedule: scheduleFromSetting(setting),
        signal: controller.signal,
      };
      for await (const status of client.watch(id, options)) {
        changes.push({ atMs: nowMs(), status });
        if (isTerminalState(status.state))
          state.outcome = { atMs: nowMs(), text: `${status.state} (${status.native})`, state: status.state };
      }
    } catch (error) {
      if (!(error instanceof JobStatusError)) throw error;
      state.outcome = { atMs: nowMs(), text: `${error.code}: ${error.message}` };
    }
  };
  const ended = watch();
  return {
    setting,
    id,
    clock,
    exchanges,
    changes,
    jobEndMs: endMs,
    get outcome() {
      return state.outcome;
    },
    async toEnd() {
      // The timeout bounds the wait, and so the number of steps.
      for (let leftMs = timeoutS * 1_000 + STEP_MS; !state.outcome && leftMs > 0; leftMs -= STEP_MS)
        await clock.advance(STEP_MS);
      await ended;
    },
    stop: () => controller.abort(),
  };
}
