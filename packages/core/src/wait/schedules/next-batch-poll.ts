import { nextPollMs } from "./next-poll.ts";
import type { Forecast } from "../../model/schedule.ts";

/** One job of a batch. */
export interface BatchJob {
  /** When its wait began, on the clock. */
  readonly startedAtMs: number;
  /** What its schedule expects now. */
  readonly forecast: Forecast;
}

/** What {@link nextBatchPollMs} needs beside the jobs. */
export interface BatchPlanOptions {
  /** The time, on the clock. */
  readonly nowMs: number;
  /** How many jobs one request can be about. */
  readonly jobsPerRequest: number;
}

/** A moment of the plan, and what remains of the jobs by then. */
interface Moment {
  readonly ms: number;
  /** How many jobs still run, on average, and how likely it is that none does. */
  jobs: number;
  none: number;
  /** What each millisecond of lag costs from here on. */
  lagCost: number;
  /** What the rest of the plan costs after a request at this moment. */
  cost: number;
}

/** About how many moments a plan chooses from. The time that it takes grows with the square. */
const MOMENTS = 128;

/**
 * Returns when to send the next request about all of the jobs, on the clock: the first request of the plan that costs least.
 * A request costs 1 if any job still runs (and more if the jobs do not fit into one); a job's lag costs 1 for each
 * `requestCostMs` of its own. The weight of an end time is spread evenly over the time since the one before, so a request may
 * fall between them. For one job it is `nextPollMs`.
 *
 * Call it with every job of the batch, and with `schedule.forecast(input)` of each: `elapsedMs` is that of now, and all jobs of
 * a kind get the same arrays `durationsMs` and `runningMs`, which are then fitted once. Call it again after each response, and
 * when a job joins or leaves.
 *
 * @param jobs - At least one.
 */
export function nextBatchPollMs(jobs: readonly BatchJob[], { nowMs, jobsPerRequest }: BatchPlanOptions): number {
  const [only] = jobs;
  if (only && jobs.length === 1) {
    const { endTimes, requestCostMs } = only.forecast;
    return only.startedAtMs + nextPollMs(endTimes, requestCostMs);
  }
  const moments = [nowMs, ...momentsFrom(jobs, nowMs)].map((ms): Moment => ({
    ms,
    jobs: 0,
    none: 1,
    lagCost: 0,
    cost: 0,
  }));
  for (const job of jobs) addRemaining(moments, job);
  let pollMs = nowMs;
  // The plans after each moment, the soonest first: this works backwards from the last.
  const later: Moment[] = moments.splice(-1);
  for (const from of moments.toReversed()) {
    from.cost = Infinity;
    for (const to of later) {
      const cost = (to.ms - nowMs) * (from.lagCost - to.lagCost) + to.cost;
      if (cost < from.cost) [from.cost, pollMs] = [cost, to.ms];
    }
    from.cost += Math.max(1 - from.none, from.jobs / jobsPerRequest);
    later.unshift(from);
  }
  return pollMs;
}

/** Adds what remains of a job to each moment: it falls evenly up to each end time. */
function addRemaining(moments: readonly Moment[], { startedAtMs, forecast }: BatchJob): void {
  const { endTimes, requestCostMs } = forecast;
  let total = endTimes.reduce((sum, [, weight]) => sum + weight, 0);
  let [fromMs, fromPart] = [moments[0]?.ms ?? 0, total];
  let index = 0;
  for (const moment of moments) {
    let part = 0;
    for (let next = endTimes[index]; next; next = endTimes[index]) {
      const [ms, weight] = next;
      const toMs = startedAtMs + ms;
      const toPart = total - weight;
      if (toMs > moment.ms) {
        part = fromPart + ((toPart - fromPart) * (moment.ms - fromMs)) / (toMs - fromMs);
        break;
      }
      [fromMs, fromPart] = [toMs, toPart];
      total = toPart;
      index += 1;
    }
    moment.jobs += part;
    moment.none *= 1 - part;
    moment.lagCost += part / requestCostMs;
  }
}

/** Moments after now, close to each other where many jobs may end. */
function momentsFrom(jobs: readonly BatchJob[], nowMs: number): readonly number[] {
  const times = jobs.flatMap(({ startedAtMs, forecast }) => forecast.endTimes.map(([ms]) => startedAtMs + ms));
  const sorted = Float64Array.from(times).toSorted();
  const every = Math.ceil(sorted.length / MOMENTS);
  const some = sorted.filter((ms, index) => ms > nowMs && (index % every === every - 1 || index === sorted.length - 1));
  const chosen = Array.from(new Set(some));
  const parts = Math.round(MOMENTS / chosen.length);
  let fromMs = nowMs;
  return chosen.flatMap((ms) => {
    const startMs = fromMs;
    fromMs = ms;
    return Array.from({ length: parts }, (_, part) => startMs + ((ms - startMs) * (part + 1)) / parts);
  });
}
