import { contextOf } from "../context/context-of.ts";
import type { JobClient } from "./job-client.ts";
import { idsFromReference, isResponse } from "../reference/ids-from-reference.ts";
import type { JobReference } from "../reference/job-reference.ts";
import { readResponse } from "../reference/read-response.ts";

/**
 * The IDs of all jobs that a start call started, each once: for a call that starts several, whose response `wait` and `watch`
 * refuse. It sends no request.
 *
 * @param client - The client of the provider that was called.
 * @param reference - The response of the call, or anything else that identifies a job; see {@link JobReference}.
 * @throws JobStatusError - `invalid-request`: nothing in it identifies a job in a way that the provider's contract lists;
 *   `no-job`: none was started.
 */
export async function jobIdsFrom(client: JobClient, reference: JobReference): Promise<readonly string[]> {
  const context = contextOf(client);
  return isResponse(reference) ? readResponse(context, reference) : idsFromReference(context, reference);
}
