import type { Job } from "./jobs.ts";
import { type Peer, peers } from "./peers.ts";
import { createRandom } from "./random.ts";
import { recordPolls } from "./record-polls.ts";
import { mean } from "./statistics.ts";
import { type Tuned, tune } from "./tune.ts";
import type { Outcome } from "./watch-virtually.ts";

/** A peer and the moments at which it polls with a base of {@link BASE_MS}; several runs where chance plays a part. */
export interface RecordedPeer extends Peer {
  readonly runs: readonly (readonly number[])[];
}

/** A peer tuned to a budget. */
export interface TunedPeer extends Tuned {
  readonly peer: RecordedPeer;
}

const BASE_MS = 1_000;
const MAX_POLLS = 3_000;
const JITTERED_POLLS = 1_500;
const JITTER_RUNS = 48;

/**
 * Records when each peer polls. They do not read the responses before the end, so one recording serves all jobs, and all
 * their delays are in proportion to the base, so it serves all bases.
 */
export async function recordPeers(): Promise<readonly RecordedPeer[]> {
  const recorded: RecordedPeer[] = [];
  for (const peer of peers) {
    const runs: (readonly number[])[] = [];
    for (let run = 0; run < (peer.jitter ? JITTER_RUNS : 1); run += 1) {
      const options = { most: peer.jitter ? JITTERED_POLLS : MAX_POLLS, random: createRandom(run) };
      runs.push(await recordPolls((poll) => peer.start(poll, BASE_MS), options));
    }
    recorded.push({ ...peer, runs });
  }
  return recorded;
}

/** How waits for these jobs with a peer go, with its base at `baseMs`. */
export function waitWithPeer(
  { runs, name, shape }: RecordedPeer,
  jobs: readonly Job[],
  baseMs: number,
  lossOf: LossOf,
): readonly Outcome[] {
  const scale = baseMs / BASE_MS;
  return jobs.map((job, index) => {
    const polls = runs[index % runs.length] ?? [];
    const requests = 1 + firstAtLeast(polls, job.durationMs / scale);
    const foundMs = polls[requests - 1];
    if (foundMs === undefined) throw new RangeError(`too few polls were recorded of ${name} (${shape})`);
    return { lag: lossOf(job, foundMs * scale - job.durationMs), requests };
  });
}

/** What a lag counts, in milliseconds or as a part of the duration. */
export type LossOf = (job: Job, lagMs: number) => number;

/** The peers at a budget, each in its best shape, the one with the least mean loss first. */
export function rankPeers(
  recorded: readonly RecordedPeer[],
  jobs: readonly Job[],
  budget: number,
  lossOf: LossOf,
): readonly TunedPeer[] {
  const longestMs = Math.max(...jobs.map(({ durationMs }) => durationMs));
  const tuned = recorded.map((peer) => ({
    peer,
    // The setting that is tuned is how often the base fits the longest job, so that more of it means more requests.
    ...tune((often) => waitWithPeer(peer, jobs, longestMs / often, lossOf), budget, {
      guess: 10,
      least: 0.01,
      most: reachOf(peer),
    }),
  }));
  const ranked = tuned
    .map((one) => ({ ...one, setting: longestMs / one.setting, loss: mean(one.outcomes.map(({ lag }) => lag)) }))
    .toSorted((first, second) => first.loss - second.loss);
  return ranked.filter(({ peer }, index) => ranked.findIndex((other) => other.peer.name === peer.name) === index);
}

/** How many times the base the recorded polls reach at least. */
function reachOf({ runs }: RecordedPeer): number {
  return (0.999 * Math.min(...runs.map((polls) => polls.at(-1) ?? 0))) / BASE_MS;
}

/** The index of the first number that is at least `least`, in ascending numbers. */
function firstAtLeast(ascending: readonly number[], least: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? Infinity) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
