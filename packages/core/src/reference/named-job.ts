import type { ClientContext } from "../context/client-context.ts";
import { DEFAULT_OPERATION, operationContext } from "../context/operation-context.ts";
import type { NamedJob } from "../model/started-jobs.ts";
import { type JobId, jobIdFrom } from "../request/job-request.ts";
import { isObject } from "../response/pointer.ts";
import { isLink } from "./is-link.ts";

/**
 * The job that an ID or a {@link NamedJob} names; undefined if what was passed is neither.
 *
 * @throws JobStatusError - `invalid-request`: the ID can't be one of this provider's, or the operation is unknown.
 */
export function namedJob(context: ClientContext, reference: unknown): NamedJob | undefined {
  if (isNamedJob(reference)) return checkedJob(context, reference);
  if (!isJobIdLike(reference)) return undefined;
  return checkedJob(context, { id: reference, operation: context.options.operation ?? DEFAULT_OPERATION });
}

/** The same job, if it can be one of this provider's. Throws what {@link namedJob} throws. */
export function checkedJob(
  context: ClientContext,
  { id, operation }: { readonly id: JobId; readonly operation: string },
): NamedJob {
  return { id: jobIdFrom(operationContext(context, operation), id), operation };
}

function isJobIdLike(value: unknown): value is JobId {
  return typeof value === "string" ? !isLink(value) : typeof value === "number" || typeof value === "bigint";
}

/** A start call's response has other members, or more of them. */
function isNamedJob(value: unknown): value is NamedJob {
  if (!isObject(value) || Object.keys(value).length !== 2) return false;
  return /^(?:string|number|bigint)$/.test(typeof value["id"]) && typeof value["operation"] === "string";
}
