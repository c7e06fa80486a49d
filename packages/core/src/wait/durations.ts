import type { Durations } from "../model/durations.ts";

const MAX_DURATIONS = 64;

/** The durations that are known, as they arrive. A store that fails is no reason to wait less well than without one. */
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

/** Keeps the duration of a job that has ended. */
export function keepDuration({ kind, store }: Durations, durationMs: number): void {
  const keep = async () => store.add(kind, durationMs);
  keep().catch(report);
}

function report(error: unknown): void {
  console.error("jobstatus: the store of durations failed", error);
}
