import { type JobSet, type Kind, createSets, kinds } from "./job-sets.ts";
import type { Result } from "./rows.ts";
import { type AdaptiveOptions, adaptive, nextBatchPollMs } from "./schedules.ts";
import { mean, ratioOf } from "./statistics.ts";
import { type Tuned, tune } from "./tune.ts";
import { type SetView, watchSetVirtually } from "./watch-set-virtually.ts";

/** How the rows of batches are made. */
export interface SetRowOptions {
  /** Sets for each line. */
  readonly count: number;
  readonly seed: number;
}

const SIZE = 100;
const BUDGET = 100;
const KNOWN = 20;
const GOAL = 0.9;

/** Row 6: a hundred jobs that share each request, without progress, against the best fixed interval. */
export function setRows({ count, seed }: SetRowOptions): readonly Result[] {
  const together = { count, seed, size: SIZE, startsMs: 0, known: 0 };
  return kinds.flatMap((kind) => {
    const plain = createField(kind, createSets(kind, together));
    const informed = createField(kind, createSets(kind, { ...together, known: KNOWN }));
    const apart = createField(kind, createSets(kind, { ...together, startsMs: kind.medianMs / 2 }));
    return [
      plain.compare("nothing", {}),
      plain.compare("the median", { expectedDurationMs: kind.medianMs }),
      informed.compare(`${KNOWN} earlier durations`, {}),
      apart.compare("nothing; started over half a median", {}),
    ];
  });
}

/** Sets of a kind, and the best fixed interval for them. */
function createField(kind: Kind, sets: readonly JobSet[]) {
  const wait = (next: (view: SetView) => number, firstMs?: number) =>
    sets.map((set) => watchSetVirtually(set, next, firstMs));
  const longestMs = Math.max(
    ...sets.flatMap(({ jobs }) => jobs.map(({ startMs, durationMs }) => startMs + durationMs)),
  );
  const fixed = (intervals: number) =>
    tune((often) => wait(({ nowMs }) => nowMs + longestMs / often, (intervals * longestMs) / often), BUDGET, {
      guess: BUDGET,
      least: 1,
      most: 20_000,
    });
  const [sameStart, later] = [fixed(0), fixed(1)];
  const best = meanLag(later) < meanLag(sameStart) ? later : sameStart;
  return {
    compare(known: string, options: Pick<AdaptiveOptions, "expectedDurationMs">): Result {
      const ours = tune((expectedRequests) => wait(planner({ ...options, expectedRequests })), BUDGET, {
        guess: BUDGET / 16,
        least: 0.2,
        most: 200,
      });
      const lag = ratioOf(lagsOf(ours), lagsOf(best));
      const lagSameStart = ratioOf(lagsOf(ours), lagsOf(sameStart));
      return {
        row: 6,
        progress: known,
        durations: kind.name,
        budget: BUDGET,
        goal: GOAL,
        lag,
        holds: lag.ratio <= GOAL,
        lagSameStart,
        holdsSameStart: lagSameStart.ratio <= GOAL,
        requests: ours.setting,
      };
    },
  };
}

/** Plans the next request for a set as a client does, from the forecast of each job. */
function planner(options: AdaptiveOptions): (view: SetView) => number {
  const { forecast } = adaptive(options);
  if (!forecast) throw new Error("the schedule makes no forecast");
  return ({ nowMs, runningMs, durationsMs }) => {
    const jobs = runningMs.map((elapsedMs) => {
      const seen = { samples: [{ elapsedMs, state: "running" as const }], polls: 1, elapsedMs, random: 0 };
      return {
        startedAtMs: nowMs - elapsedMs,
        forecast: forecast({ ...seen, minIntervalMs: 0, durationsMs, runningMs }),
      };
    });
    return nextBatchPollMs(jobs, { nowMs, jobsPerRequest: SIZE });
  };
}

function lagsOf({ outcomes }: Tuned): readonly number[] {
  return outcomes.map(({ lag }) => lag);
}

function meanLag(tuned: Tuned): number {
  return mean(lagsOf(tuned));
}
