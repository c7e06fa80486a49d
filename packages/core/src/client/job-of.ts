import type { ClientContext } from "../context/client-context.ts";
import { contextOf } from "../context/context-of.ts";
import { operationContext } from "../context/operation-context.ts";
import type { JobReference } from "../reference/job-reference.ts";
import { resolveJob } from "../reference/resolve-job.ts";
import type { JobClient } from "./job-client.ts";

/**
 * Finds a job without a request: its ID, and the context of the operation that gives its status.
 *
 * @throws JobStatusError - `invalid-request`: it names no job of the provider, or several, or is a `Response`.
 */
export function jobOf(client: JobClient, job: JobReference): { readonly context: ClientContext; readonly id: string } {
  const context = contextOf(client);
  const found = resolveJob(context, job);
  if (typeof found === "function") {
    throw context.error("invalid-request", "a Response is read with jobIdsFrom first; pass the jobs that it finds");
  }
  return { context: operationContext(context, found.operation), id: found.id };
}
