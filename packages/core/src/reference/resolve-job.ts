import type { ClientContext } from "../context/client-context.ts";
import { DEFAULT_OPERATION } from "../context/operation-context.ts";
import type { DeferredJob, JobTarget } from "../model/job-target.ts";
import type { ResumeToken } from "../model/resume-token.ts";
import { isObject } from "../response/pointer.ts";
import type { JobReference } from "./job-reference.ts";
import { checkedJob, namedJob } from "./named-job.ts";
import { readResumeToken } from "./read-resume-token.ts";

/**
 * The job that a caller names.
 *
 * @throws JobStatusError - `invalid-request`: it names none of this provider's, or more than one; `no-job`: it says that none
 *   was started. A {@link DeferredJob} rejects with the same.
 */
export function resolveJob(context: ClientContext, reference: JobReference): JobTarget | DeferredJob {
  if (isObject(reference) && "resumeToken" in reference) return jobFromToken(context, reference);
  const named = namedJob(context, reference);
  if (named) return named;
  const { references } = context.parts;
  if (!references) throw context.error("invalid-request", "this client finds a job by its ID only; pass the ID");
  return references.resolve(context, reference);
}

/**
 * The job of a resume token.
 *
 * @throws JobStatusError - `invalid-request`: the token is damaged, or of another provider.
 */
export function jobFromToken(context: ClientContext, given: object): JobTarget & { readonly token: ResumeToken } {
  const token = readResumeToken(context, given);
  const { id, operation = DEFAULT_OPERATION } = token;
  return { ...checkedJob(context, { id, operation }), token };
}
