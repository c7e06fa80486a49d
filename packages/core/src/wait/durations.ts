import type { DurationMemory } from "../context/duration-memory.ts";
import type { Durations } from "../model/durations.ts";
import { isTerminalState } from "../model/job-state.ts";
import type { JobStatus } from "../model/job-status.ts";
import type { PollState } from "./poll-state.ts";

/** The kind of a job: the one that the caller names, or else its title; undefined if it has neither. */
export function kindOf(
  durations: Durations | undefined,
  status: Pick<JobStatus, "title"> | undefined,
): string | undefined {
  return durations?.kind ?? status?.title;
}

/** Reads the caller's store, if there is one, into the memory. A wait whose store fails waits as well as one without. */
export function recallDurations(durations: Durations | undefined, memory: DurationMemory): void {
  if (!durations?.store) return;
  const { kind, store } = durations;
  const recall = async () => memory.set(kind, await store.read(kind));
  recall().catch(report);
}

/** Keeps the duration of a job, if it has ended. One that had ended when it was first seen says nothing of how long it took. */
export function keepDuration(
  { durations, memory }: { readonly durations: Durations | undefined; readonly memory: DurationMemory },
  { polls, startedMs }: Pick<PollState, "polls" | "startedMs">,
  status: Pick<JobStatus, "state" | "title">,
  endedMs: number,
): void {
  const kind = kindOf(durations, status);
  if (kind === undefined || !isTerminalState(status.state) || polls <= 1) return;
  const durationMs = endedMs - startedMs;
  memory.add(kind, durationMs);
  const keep = async () => durations?.store?.add(kind, durationMs);
  keep().catch(report);
}

function report(error: unknown): void {
  console.error("jobstatus: the store of durations failed", error);
}
