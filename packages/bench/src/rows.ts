import { type LossOf, type RecordedPeer, type TunedPeer, rankPeers } from "./best-peer.ts";
import { type Job, logNormalJobs } from "./jobs.ts";
import { type Progress, honest, wrong } from "./progress.ts";
import { type Schedule, adaptive, fixed } from "./schedules.ts";
import { type Ratio, ratioOf } from "./statistics.ts";
import { tune } from "./tune.ts";
import { type Outcome, watchVirtually } from "./watch-virtually.ts";

/** One line of the results. */
export interface Result {
  /** The row of the table of goals, from 1. */
  readonly row: number;
  readonly progress: string;
  readonly durations: string;
  /** Mean requests of a job, ours and theirs. */
  readonly budget: number;
  /** The most that the ratio may be. */
  readonly goal: number;
  /** Mean lag with `adaptive` over mean lag with the reference. */
  readonly lag: Ratio;
  readonly holds: boolean;
  /** The same over the best of the peers that poll at once, as `adaptive` does: what the first poll costs is left out. */
  readonly lagSameStart: Ratio;
  readonly holdsSameStart: boolean;
  /** What `requests` of `adaptive` was tuned to. */
  readonly requests: number;
}

/** What the lines of one budget and one distribution are compared to. */
export interface Reference {
  readonly durations: string;
  readonly budget: number;
  /** Each peer in its best shape, the best first. */
  readonly peers: readonly TunedPeer[];
}

/** How the bench is run. */
export interface RowOptions {
  readonly peers: readonly RecordedPeer[];
  /** Jobs for each line. */
  readonly count: number;
  readonly seed: number;
}

/** All lines, and what they were compared to. */
export interface Rows {
  readonly results: readonly Result[];
  readonly references: readonly Reference[];
}

const MEDIAN_MS = 60_000;
const BUDGETS = [6, 12] as const;
const SIGMAS = [0.5, 1] as const;
const KINDS_MS = [5_000, 60_000, 600_000] as const;
const KNOWN = 20;
const HONEST_GOALS = { "linear, 100 steps": 0.1, sigmoid: 0.35, "five steps": 0.35 };
const WRONG_GOAL = 1.05;
const KNOWN_GOAL = 0.75;
const KINDS_GOAL = 0.3;
const lagInMs: LossOf = (_job, lagMs) => lagMs;
const partOfDuration: LossOf = ({ durationMs }, lagMs) => lagMs / durationMs;
/** What ours is told where the peers' base is tuned to the durations: the middle of the durations, and no more. */
const told = (requests: number) => adaptive({ expectedRequests: requests, expectedDurationMs: MEDIAN_MS });
const untold = (requests: number) => adaptive({ expectedRequests: requests });

/** Rows 1 to 3: durations of one distribution, and progress of every sort. */
export function progressRows({ count, seed, peers }: RowOptions): Rows {
  return joined(
    SIGMAS.flatMap((sigma) => {
      const jobs = logNormalJobs({ count, seed, medianMs: MEDIAN_MS, sigma });
      return BUDGETS.map((budget) => {
        const field = createField({ jobs, durations: `sigma ${sigma}`, budget, lossOf: lagInMs, peers });
        const results = [
          ...keysOf(honest).map((progress) => {
            const row = progress === "linear, 100 steps" ? 1 : 2;
            const line = { row, progress, goal: HONEST_GOALS[progress] };
            return field.compare(line, honest[progress], told, field.best);
          }),
          ...keysOf(wrong).map((progress) => {
            const line = { row: 3, progress, goal: WRONG_GOAL };
            return field.compare(line, wrong[progress], told, field.fixed);
          }),
        ];
        return { results, references: [field.reference] };
      });
    }),
  );
}

/** Row 4: no progress, but the durations of 20 earlier jobs. */
export function knownRows({ count, seed, peers }: RowOptions): Rows {
  const jobs = logNormalJobs({ count, seed, medianMs: MEDIAN_MS, sigma: 0.5, known: KNOWN });
  return joined(
    BUDGETS.map((budget) => {
      const durations = `sigma 0.5, ${KNOWN} known`;
      const field = createField({ jobs, durations, budget, lossOf: lagInMs, peers });
      const line = { row: 4, progress: "absent", goal: KNOWN_GOAL };
      const results = [field.compare(line, wrong.absent, untold, field.best)];
      return { results, references: [field.reference] };
    }),
  );
}

/** Row 5: three kinds of job, each with the durations of 20 earlier ones; the lag counts as a part of the duration. */
export function kindRows({ count, seed, peers }: RowOptions): Rows {
  return joined(
    SIGMAS.flatMap((sigma) => {
      const jobs = KINDS_MS.flatMap((medianMs, kind) =>
        logNormalJobs({ count: Math.ceil(count / KINDS_MS.length), medianMs, sigma, seed: seed + kind, known: KNOWN }),
      );
      return BUDGETS.map((budget) => {
        const durations = `5 s, 60 s, 600 s, each sigma ${sigma}, ${KNOWN} known`;
        const field = createField({ jobs, durations, budget, lossOf: partOfDuration, peers });
        const line = { row: 5, progress: "absent", goal: KINDS_GOAL };
        const results = [field.compare(line, wrong.absent, untold, field.best)];
        return { results, references: [field.reference] };
      });
    }),
  );
}

interface FieldOptions {
  readonly jobs: readonly Job[];
  readonly durations: string;
  readonly budget: number;
  readonly lossOf: LossOf;
  readonly peers: readonly RecordedPeer[];
}

/** Jobs and a budget, and the references tuned to them. */
function createField({ jobs, durations, budget, lossOf, peers }: FieldOptions) {
  const ranked = rankPeers(peers, jobs, budget, lossOf);
  const sameStart = rankPeers(peers.filter(pollsAtOnce), jobs, budget, lossOf)[0];
  const [best] = ranked;
  if (!best || !sameStart) throw new Error("no peer was recorded");
  const wait = (progress: Progress, schedule: Schedule) =>
    jobs.map((job) => {
      const { lag, requests } = watchVirtually(job, progress, schedule);
      return { lag: lossOf(job, lag), requests };
    });
  const longestMs = Math.max(...jobs.map(({ durationMs }) => durationMs));
  const often = (times: number) => wait(wrong.absent, fixed(longestMs / times));
  const lags = (outcomes: readonly Outcome[]) => outcomes.map(({ lag }) => lag);
  return {
    best: best.outcomes,
    fixed: tune(often, budget, { guess: 10, least: 0.5, most: 3_000 }).outcomes,
    reference: { durations, budget, peers: ranked },
    compare(
      line: Pick<Result, "row" | "progress" | "goal">,
      progress: Progress,
      make: (requests: number) => Schedule,
      reference: readonly Outcome[],
    ): Result {
      const ours = tune((requests) => wait(progress, make(requests)), budget, { guess: budget, least: 0.2, most: 400 });
      const lag = ratioOf(lags(ours.outcomes), lags(reference));
      const lagSameStart = ratioOf(lags(ours.outcomes), lags(sameStart.outcomes));
      const holds = lag.ratio <= line.goal;
      const holdsSameStart = lagSameStart.ratio <= line.goal;
      return { ...line, durations, budget, lag, holds, lagSameStart, holdsSameStart, requests: ours.setting };
    },
  };
}

/** Whether a peer polls before its first sleep. */
function pollsAtOnce({ runs }: RecordedPeer): boolean {
  return runs.every(([first]) => first === 0);
}

function joined(parts: readonly Rows[]): Rows {
  return {
    results: parts.flatMap(({ results }) => results),
    references: parts.flatMap(({ references }) => references),
  };
}

function keysOf<Key extends string>(record: Readonly<Record<Key, unknown>>): readonly Key[] {
  return Object.keys(record) as Key[];
}
