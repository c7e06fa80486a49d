import type { JobReference } from "../reference/job-reference.ts";
import { createJobRequest, jobRequestKey } from "../request/job-request.ts";
import type { JobClient } from "./job-client.ts";
import { jobOf } from "./job-of.ts";

/**
 * A text that is the same for equal jobs and tells others apart, whatever names the job: for queues and stores. It holds the
 * request's URL and the job's ID, and no secret. Nothing is sent.
 *
 * @param job - The job; of a `Response`, pass what `jobIdsFrom` finds in it.
 * @throws JobStatusError - `invalid-request`: it names no job of the provider, or several.
 */
export function jobKey(client: JobClient, job: JobReference): string {
  const { context, id } = jobOf(client, job);
  return jobRequestKey(createJobRequest(context, id), id);
}
