import { JobStatusError, type WatchOptions, watchAll } from "@jobstatus/core";
import type { JobsView } from "./jobs-view.ts";
import type { OpenJob } from "./open-jobs.ts";

/**
 * Watches jobs until each has ended, could not be learned, or the signal is aborted.
 *
 * @param onChange - Called with a job's place when its row on the board has changed.
 */
export async function watchJobs(
  jobs: readonly OpenJob[],
  view: JobsView,
  options: WatchOptions,
  onChange: (index: number) => void,
): Promise<void> {
  try {
    // One job is asked for by the operation that its own URL names, and not by one for many.
    await (jobs.length === 1 ? watchOne : watchMany)(jobs, view, options, onChange);
  } catch (error) {
    if (!(error instanceof JobStatusError) || error.code !== "aborted") throw error;
  }
}

const watchMany: typeof watchJobs = async (jobs, view, options, onChange) => {
  const pairs = jobs.map(({ connection, reference }) => [connection.client, reference] as const);
  for await (const { index, status, error } of watchAll(pairs, options)) {
    if (status) view.see(index, status);
    else view.fail(index, error);
    onChange(index);
  }
};

const watchOne: typeof watchJobs = async ([job], view, options, onChange) => {
  if (!job) return;
  try {
    for await (const status of job.connection.client.watch(job.reference, options)) {
      view.see(0, status);
      onChange(0);
    }
  } catch (error) {
    if (!(error instanceof JobStatusError) || error.code === "aborted") throw error;
    view.fail(0, error);
    onChange(0);
  }
};
