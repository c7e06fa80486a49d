import { DEFAULT_OPERATION, operationContext } from "../context/operation-context.ts";
import type { ClientContext } from "../context/client-context.ts";
import { type JobId, jobIdFrom } from "../request/job-request.ts";
import { isObject } from "../response/pointer.ts";
import { matchReferences } from "./match-references.ts";
import { ARRAY_PASSED, mistakeInReference } from "./mistake-in-reference.ts";
import { isLink } from "./read-link.ts";
import { startError, unknownShape } from "./start-error.ts";
import { type NamedJob, type StartedJobs, onlyJob } from "./started-jobs.ts";

/**
 * The jobs in what a caller handed over. Several are in the response of a call that started several.
 *
 * @param reference - An id, a {@link NamedJob}, a link, or the decoded body of a start call.
 * @throws JobStatusError - `invalid-request`: it names no job in a way that the contract knows; `no-job`: it says that none
 *   was started; `unavailable`: it says that the provider failed.
 */
export function jobsFromReference(context: ClientContext, reference: unknown): StartedJobs {
  if (isResponse(reference)) {
    throw context.error("invalid-request", "a Response is read with jobIdsFrom first; pass the jobs that it finds");
  }
  const mistake = mistakeInReference(reference);
  if (mistake !== undefined) throw context.error("invalid-request", mistake);
  const link = reference instanceof URL ? reference.href : reference;
  if (typeof link === "string" && isLink(link)) {
    const started = matchReferences(context, (shape) => shape.from !== "body" && link);
    if (started.jobs.length > 0) return checkIds(context, started);
    if (started.refusals.length > 0) throw startError(context, { body: undefined }, started.refusals);
    throw context.error("invalid-request", "the link does not lead to a job's status");
  }
  if (isNamedJob(reference)) return checkIds(context, { jobs: [reference], refusals: [] });
  if (typeof reference === "object" && reference !== null) {
    const started = matchReferences(context, ({ from }) => from === "body" && reference);
    if (started.jobs.length > 0) return checkIds(context, started);
    if (started.refusals.length > 0) throw startError(context, { body: reference }, started.refusals);
    if (Array.isArray(reference)) throw context.error("invalid-request", ARRAY_PASSED);
    throw unknownShape(context, reference);
  }
  const { operation = DEFAULT_OPERATION } = context.options;
  return {
    jobs: [{ id: jobIdFrom(operationContext(context, operation), reference as JobId), operation }],
    refusals: [],
  };
}

/** The same jobs, if each can be one of this provider's; throws what {@link jobIdFrom} and {@link operationContext} throw. */
export function checkIds(context: ClientContext, { jobs, refusals }: StartedJobs): StartedJobs {
  return {
    jobs: jobs.map(({ id, operation }) => ({ id: jobIdFrom(operationContext(context, operation), id), operation })),
    refusals,
  };
}

/** The one job in what a caller handed over. Throws what {@link jobsFromReference} and {@link onlyJob} throw. */
export function readReference(context: ClientContext, reference: unknown): NamedJob {
  return onlyJob(context, jobsFromReference(context, reference));
}

/** Says whether a value is the `Response` of a fetch, of any implementation. A `Request` has no status. */
export function isResponse(value: unknown): value is Response {
  return isObject(value) && ["status", "headers", "clone", "bodyUsed"].every((name) => name in value);
}

/** A start call's response has other members, or more of them. */
function isNamedJob(value: unknown): value is NamedJob {
  if (!isObject(value) || Object.keys(value).length !== 2) return false;
  return /^(?:string|number|bigint)$/.test(typeof value["id"]) && typeof value["operation"] === "string";
}
