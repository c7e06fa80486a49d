import type { Durations } from "../model/durations.ts";
import { isTerminalState } from "../model/job-state.ts";
import type { JobStatus } from "../model/job-status.ts";
import type { PollState } from "./poll-state.ts";

const MAX_DURATIONS = 64;

/** The durations that are known, as they arrive. A wait whose store fails waits as well as one without. */
export function recallDurations(durations: Durations | undefined): readonly number[] {
  const known: number[] = [];
  if (!durations) return known;
  const recall = async () => {
    const found = await durations.store.read(durations.kind);
    known.push(...found.filter((ms) => ms > 0 && ms < Infinity).slice(-MAX_DURATIONS));
  };
  recall().catch(report);
  return known;
}

/** Keeps the duration of a job, if it has ended. One that had ended when it was first seen says nothing of how long it took. */
export function keepDuration(
  durations: Durations | undefined,
  { polls, startedMs }: Pick<PollState, "polls" | "startedMs">,
  { state }: Pick<JobStatus, "state">,
  endedMs: number,
): void {
  if (!durations || !isTerminalState(state) || polls <= 1) return;
  const { kind, store } = durations;
  const keep = async () => store.add(kind, endedMs - startedMs);
  keep().catch(report);
}

function report(error: unknown): void {
  console.error("jobstatus: the store of durations failed", error);
}
