import { contextForCall } from "../context/client-context.ts";
import { contextOf } from "../context/context-of.ts";
import type { JobClient } from "./job-client.ts";
import { isResponse, jobsFromReference } from "../reference/jobs-from-reference.ts";
import type { JobReference } from "../reference/job-reference.ts";
import { readResponse } from "../reference/read-response.ts";
import type { StartedJobs } from "../model/started-jobs.ts";

/**
 * The jobs that a start call started, each once, and what the provider refused in the same response: for a call that starts
 * several, whose response `wait` and `watch` refuse. It sends no request.
 *
 * @param client - The client of the provider that was called.
 * @param reference - The response of the call, or anything else that identifies a job; see {@link JobReference}.
 * @throws JobStatusError - `invalid-request`: nothing in it identifies a job in a way that the provider's contract lists;
 *   `no-job`: the provider says that none was started; `unavailable`: the provider failed, and it isn't known whether one was.
 */
export async function jobIdsFrom(client: JobClient, reference: JobReference): Promise<StartedJobs> {
  const context = contextForCall(contextOf(client));
  return isResponse(reference) ? readResponse(context, reference) : jobsFromReference(context, reference);
}
