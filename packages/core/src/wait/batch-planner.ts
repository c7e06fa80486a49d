import { isTerminalState } from "../model/job-state.ts";
import type { JobStatus } from "../model/job-status.ts";
import type { JobPoller } from "./job-poller.ts";
import type { KindDurations, PollObserver } from "./poll-observer.ts";
import { type BatchJob, nextBatchPollMs } from "./schedules/next-batch-poll.ts";

/** When to send the next request of a batch. */
export interface BatchPlan {
  /** The moment, in milliseconds of the engine's time; `Infinity` if no poll is due. */
  readonly atMs: number;
  /** Whether it is planned for all jobs, and not only for those that are due. */
  readonly isForAll: boolean;
}

/**
 * Of the jobs whose next poll must come when it is due, the part that decides when: a quarter of them may wait a little longer
 * than planned, and in return every job is polled far more often than alone, for the same requests.
 */
const DECIDING_PART = 0.25;
/** No plan is for sooner than this: two responses at once would tell nothing new. */
const MIN_DELAY_MS = 20;
/** How many ended jobs a plan learns from. */
const MAX_DURATIONS = 200;

/** A kind of job while a plan is made: what is known of it, and its jobs. */
interface Kind {
  readonly durationsMs: readonly number[];
  readonly runningMs: number[];
}

/** Plans the requests of a batch as a set: by the sum of the jobs' forecasts, at one price for a request. */
export class BatchPlanner {
  readonly #jobsPerRequest: number;
  /** How long the jobs without a kind took that have ended here. */
  #endedMs: readonly number[] = [];

  constructor(jobsPerRequest: number) {
    this.#jobsPerRequest = jobsPerRequest;
  }

  /** Notes a status before the poller gets it. */
  note({ state, context, nextObserver }: JobPoller, status: JobStatus): void {
    // A job that had ended when it was first seen says nothing of how long it took.
    if (!isTerminalState(status.state) || state.polls === 0) return;
    const durationMs = context.engine.timers.now() - state.startedMs;
    if (nextObserver?.kind === undefined) this.#endedMs = [...this.#endedMs, durationMs].slice(-MAX_DURATIONS);
  }

  /** Plans the next request. */
  plan(pollers: Iterable<JobPoller>, nowMs: number): BatchPlan {
    const due: number[] = [];
    const planned: { readonly poller: JobPoller; readonly observer: PollObserver; readonly kind: Kind }[] = [];
    const kinds = new Map<string | undefined, Kind>();
    let finalMs = Infinity;
    for (const poller of pollers) {
      const observer = poller.nextObserver;
      if (!observer || poller.nextPollAtMs === Infinity) continue;
      const kind = this.#kindOf(observer, kinds);
      kind.runningMs.push(nowMs - poller.state.startedMs);
      planned.push({ poller, observer, kind });
      for (const { finalPollAtMs = Infinity } of poller.observers) finalMs = Math.min(finalMs, finalPollAtMs);
    }
    const jobs: BatchJob[] = [];
    for (const { poller, observer, kind } of planned) {
      const forecast = observer.forecast?.(kind);
      if (forecast) jobs.push({ startedAtMs: poller.state.startedMs, forecast });
      else due.push(poller.nextPollAtMs);
    }
    due.sort((a, b) => a - b);
    const dueMs = due[Math.floor(due.length * DECIDING_PART)] ?? Infinity;
    if (jobs.length === 0) return { atMs: dueMs, isForAll: false };
    const planMs = nextBatchPollMs(jobs, { nowMs, jobsPerRequest: this.#jobsPerRequest });
    const allMs = Math.max(nowMs + MIN_DELAY_MS, Math.min(planMs, finalMs));
    return allMs <= dueMs ? { atMs: allMs, isForAll: true } : { atMs: dueMs, isForAll: false };
  }

  #kindOf({ kind, durationsMs = [] }: PollObserver, kinds: Map<string | undefined, Kind>): Kind & KindDurations {
    const known = kinds.get(kind) ?? { durationsMs: kind === undefined ? this.#endedMs : durationsMs, runningMs: [] };
    kinds.set(kind, known);
    return known;
  }
}
