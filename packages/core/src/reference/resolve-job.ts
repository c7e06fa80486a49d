import type { ClientContext } from "../context/client-context.ts";
import { type JobTarget, jobFrom } from "./job-target.ts";
import { isResponse } from "./jobs-from-reference.ts";
import type { JobReference } from "./job-reference.ts";
import { readResponse } from "./read-response.ts";
import { onlyJob } from "./started-jobs.ts";

/** Reads the job out of a response whose body has yet to arrive: until the signal is aborted, for so many milliseconds. */
export type DeferredJob = (signal?: AbortSignal, ms?: number) => Promise<JobTarget>;

/** The job that a caller names. Throws what {@link jobFrom} throws, and so does a {@link DeferredJob}. */
export function resolveJob(context: ClientContext, reference: JobReference): JobTarget | DeferredJob {
  if (!isResponse(reference)) return jobFrom(context, reference);
  return async (signal, ms) => onlyJob(context, await readResponse(context, reference, signal, ms), reference);
}
