import type { PollSample, Schedule } from "@jobstatus/core";
import type { ProviderName } from "@jobstatus/simulator";
import { CONTRACTS } from "./gen/contracts.ts";
import { type Life, reportsProgress } from "./lives.ts";

/** What a schedule costs on average. */
export interface MeanCost {
  /** Requests for each job. */
  readonly requests: number;
  /** The time from the end of a job to the poll that sees it, in milliseconds. */
  readonly lagMs: number;
}

/** No schedule of the playground needs more. */
const MAX_POLLS = 5_000;

/** After how many jobs the page gets time to draw and to listen. */
const JOBS_AT_ONCE = 5;

/** Runs a schedule on many jobs, without a client: requests take no time, and none fails. */
export async function meanCost(provider: ProviderName, schedule: Schedule, lives: readonly Life[]): Promise<MeanCost> {
  const costs: MeanCost[] = [];
  for (const life of lives) {
    costs.push(costOf(provider, schedule, life));
    if (costs.length % JOBS_AT_ONCE === 0) await new Promise((resolve) => setTimeout(resolve, 0));
  }
  return {
    requests: mean(costs.map(({ requests }) => requests)),
    lagMs: mean(costs.map(({ lagMs }) => lagMs)),
  };
}

/** The interval with which a fixed schedule sends as many requests for these jobs, in milliseconds. */
export function equalIntervalMs(requests: number, lives: readonly Life[]): number {
  let [shortest, longest] = [100, 600_000];
  const requestsWith = (ms: number) => mean(lives.map(({ endMs }) => Math.ceil(endMs / ms) + 1));
  while (longest - shortest > 1) {
    const middle = (shortest + longest) / 2;
    if (requestsWith(middle) > requests) shortest = middle;
    else longest = middle;
  }
  return Math.round(longest);
}

function costOf(provider: ProviderName, schedule: Schedule, life: Life): MeanCost {
  const minIntervalMs = CONTRACTS[provider].minPollIntervalMs ?? 0;
  const samples: PollSample[] = [];
  let elapsedMs = 0;
  for (let polls = 1; polls <= MAX_POLLS; polls += 1) {
    if (elapsedMs >= life.endMs) return { requests: polls, lagMs: elapsedMs - life.endMs };
    samples.push(sampleAt(provider, life, elapsedMs));
    const input = { samples, polls, elapsedMs, random: 0.5, minIntervalMs, durationsMs: [] };
    elapsedMs += Math.max(1, minIntervalMs, schedule(input));
  }
  throw new Error(`a schedule polled ${MAX_POLLS} times before the end of a job of ${life.endMs} ms`);
}

function sampleAt(provider: ProviderName, life: Life, elapsedMs: number): PollSample {
  let startMs = 0;
  for (const [index, { percent, forMs = 0 }] of life.phases.entries()) {
    if (elapsedMs < startMs + forMs) {
      if (index === 0) return { elapsedMs, state: "pending" };
      const done = percent === undefined ? (elapsedMs - startMs) / forMs : percent / 100;
      return { elapsedMs, state: "running", ...(reportsProgress(provider, life) ? { fraction: done } : {}) };
    }
    startMs += forMs;
  }
  return { elapsedMs, state: "succeeded" };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
