import { type WatchOptions, watchAll } from "@jobstatus/core";
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
  const pairs = watched.map(({ connection, reference }) => [connection.client, reference] as const);
  for await (const { index, status, error } of watchAll(pairs, options)) {
    const place = places[index] ?? index;
    if (status) view.record(place, status);
    else view.fail(place, error);
    if (error?.code !== "aborted") onChange(place);
  }
}
