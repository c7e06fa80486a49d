import { contextOf } from "../context/context-of.ts";
import { operationContext } from "../context/operation-context.ts";
import type { JobReference } from "../reference/job-reference.ts";
import { resolveJob } from "../reference/resolve-job.ts";
import { createJobRequest } from "../request/job-request.ts";
import type { JobClient } from "./job-client.ts";

/**
 * A text that is the same for equal jobs and tells others apart, whatever names the job: for queues and stores. It holds the
 * request's URL and the job's ID, and no secret. Nothing is sent.
 *
 * @param job - The job; of a `Response`, pass what `jobIdsFrom` finds in it.
 * @throws JobStatusError - `invalid-request`: it names no job of the provider, or several.
 */
export function jobKey(client: JobClient, job: JobReference): string {
  const context = contextOf(client);
  const found = resolveJob(context, job);
  if (typeof found === "function") {
    throw context.error("invalid-request", "a Response is read with jobIdsFrom first; pass the jobs that it finds");
  }
  const { id, operation } = found;
  return `${createJobRequest(operationContext(context, operation), id).url} ${id}`;
}
