import { JobStatusError, type WatchOptions, watchAll } from "@jobstatus/core";
import type { JobsView } from "./jobs-view.ts";
import type { OpenJob } from "./open-jobs.ts";

/**
 * Watches jobs until each has ended or failed, or the signal is aborted.
 *
 * @param onChange - Called with a job's index when its row in the view has changed.
 */
export async function watchJobs(
  jobs: readonly OpenJob[],
  view: JobsView,
  options: WatchOptions,
  onChange: (index: number) => void,
): Promise<void> {
  const places: number[] = [];
  for (const [place, { failure }] of jobs.entries()) {
    if (failure) onChange(place);
    else places.push(place);
  }
  const watched = jobs.filter(({ failure }) => !failure);
  try {
    for await (const { index, status, error } of updatesOf(watched, options)) {
      const place = places[index] ?? index;
      if (status) view.record(place, status);
      else view.fail(place, error);
      onChange(place);
    }
  } catch (error) {
    if (!(error instanceof JobStatusError) || error.code !== "aborted") throw error;
  }
}

async function* updatesOf(jobs: readonly OpenJob[], options: WatchOptions): ReturnType<typeof watchAll> {
  const [only, ...others] = jobs;
  if (!only || others.length > 0) {
    yield* watchAll(
      jobs.map(({ connection, reference }) => [connection.client, reference] as const),
      options,
    );
    return;
  }
  // One job is polled with the operation that its own URL names, not with the one for many jobs.
  try {
    for await (const status of only.connection.client.watch(only.reference, options)) yield { index: 0, status };
  } catch (error) {
    if (!(error instanceof JobStatusError) || error.code === "aborted") throw error;
    yield { index: 0, error };
  }
}
