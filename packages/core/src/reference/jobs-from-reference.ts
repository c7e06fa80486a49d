import type { ClientContext } from "../context/client-context.ts";
import type { StartedJobs } from "../model/started-jobs.ts";
import { type JobId, jobIdFrom } from "../request/job-request.ts";
import { isObject } from "../response/pointer.ts";
import { readResponseError } from "../response/response-error.ts";
import { matchReferences } from "./match-references.ts";
import { mistakeInReference } from "./mistake-in-reference.ts";
import { isLink } from "./is-link.ts";
import { checkedJob, namedJob } from "./named-job.ts";
import { type StartResponse, startError, unknownShape } from "./start-error.ts";

/**
 * The jobs in what a caller passed. Several are in the response of a call that started several.
 *
 * @param reference - An id, a {@link NamedJob}, a link, or the decoded body of a start call.
 * @throws JobStatusError - `invalid-request`: it names no job in a way that the contract knows; `no-job`: it says that none
 *   was started; `unavailable`: it says that the provider failed.
 */
export function jobsFromReference(context: ClientContext, reference: unknown): StartedJobs {
  const mistake = mistakeInReference(reference);
  if (mistake !== undefined) throw context.error("invalid-request", mistake);
  const link = reference instanceof URL ? reference.href : reference;
  if (typeof link === "string" && isLink(link)) {
    const started = matchReferences(context, ({ from, path }) => from !== "body" && path !== undefined && link);
    if (started.jobs.length > 0) return checkIds(context, started);
    if (started.refusals.length > 0) throw startError(context, { body: undefined }, started.refusals);
    throw context.error("invalid-request", "the link does not lead to a job's status");
  }
  const named = namedJob(context, reference);
  if (named) return { jobs: [named], refusals: [] };
  if (typeof reference === "object" && reference !== null) {
    return jobsInBody(context, { body: reference });
  }
  // What is left can't be an ID either, and is refused as one.
  return { jobs: [{ id: jobIdFrom(context, reference as JobId), operation: "" }], refusals: [] };
}

/**
 * The jobs in the body of a start call's response. A body that the contract counts as an error names none, whatever else it holds.
 *
 * @throws JobStatusError - As {@link jobsFromReference} does.
 */
export function jobsInBody(context: ClientContext, start: StartResponse): StartedJobs {
  const { body } = start;
  const started = matchReferences(context, ({ from }) => from === "body" && body);
  const isError = readResponseError(context.contract, 200, body) !== undefined;
  if (started.jobs.length > 0 && !isError) return checkIds(context, started);
  if (started.refusals.length > 0 || isError) throw startError(context, start, started.refusals);
  throw unknownShape(context, start);
}

/** The same jobs, if each can be one of this provider's; throws what {@link checkedJob} throws. */
export function checkIds(context: ClientContext, { jobs, refusals }: StartedJobs): StartedJobs {
  return { jobs: jobs.map((job) => checkedJob(context, job)), refusals };
}

/** Says whether a value is the `Response` of a fetch, of any implementation. A `Request` has no status. */
export function isResponse(value: unknown): value is Response {
  return isObject(value) && ["status", "headers", "clone", "bodyUsed"].every((name) => name in value);
}
