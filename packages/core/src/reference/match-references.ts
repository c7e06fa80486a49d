import type { ClientContext } from "../context/client-context.ts";
import { DEFAULT_OPERATION } from "../context/operation-context.ts";
import type { ContractReference } from "../contract/contract.ts";
import { isJobId } from "../request/job-request.ts";
import { joinTexts, textsAt } from "../response/error-texts.ts";
import { textAt, textFrom, valueAt, valuesAt } from "../response/pointer.ts";
import { operationOfLink } from "./operation-of-link.ts";
import { idFromLink } from "./id-from-link.ts";
import type { NamedJob, StartRefusal, StartedJobs } from "../model/started-jobs.ts";

/**
 * What the contract's shapes find in a start call's response or in a link, tried in their order. The first shape that finds
 * jobs gives them, and the later ones only refusals. A refusal that is found before any job says that there is none.
 *
 * @param sourceOf - Where a shape looks: a text is a link, anything else a body. False if the shape does not apply.
 */
export function matchReferences(context: ClientContext, sourceOf: (shape: ContractReference) => unknown): StartedJobs {
  let jobs: readonly NamedJob[] = [];
  const refusals: StartRefusal[] = [];
  for (const shape of context.contract.references ?? []) {
    const source = sourceOf(shape);
    if (source === false || (!shape.noJob && jobs.length + refusals.length > 0)) continue;
    const { at = "", where } = shape;
    const found = valuesAt(source, at).filter((value) => !where || textFrom(valueAt(value, where.at)) === where.equals);
    if (shape.noJob) {
      refusals.push(...refusalsAmong(context, shape, found));
    } else {
      jobs = found.flatMap((value) => jobIn(context, shape, value));
    }
  }
  return { jobs: uniqueJobs(jobs), refusals };
}

function uniqueJobs(jobs: readonly NamedJob[]): NamedJob[] {
  return [...new Map(jobs.map((job) => [`${job.operation} ${job.id}`, job])).values()];
}

function jobIn(context: ClientContext, shape: ContractReference, value: unknown): NamedJob[] {
  const { contract, options } = context;
  // The path of a shape tells the operation; an id in a body may leave it to the client.
  const fallback = shape.path === undefined ? options.operation : undefined;
  const link = textAt(value, shape.link);
  const told = (link === undefined ? undefined : operationOfLink(context, link)) ?? shape.operation;
  // A link that leads to no job's status belongs to something else that has an ID.
  if (link !== undefined && told === undefined) return [];
  const operation = told ?? fallback ?? DEFAULT_OPERATION;
  const { request } = contract.operations?.[operation] ?? contract;
  const id = idIn(context, shape, value);
  return id !== undefined && isJobId(request, id) ? [{ id, operation }] : [];
}

/** The id that a value holds, or a link from which the shape's path takes it. */
function idIn(context: ClientContext, { id = "", path }: ContractReference, value: unknown): string | undefined {
  const found = valueAt(value, id);
  if (path !== undefined) return typeof found === "string" ? idFromLink(context, found, path) : undefined;
  if (typeof found === "number" && !Number.isSafeInteger(found)) {
    throw context.error("invalid-request", `the job's id ${found} has lost digits; decode the response with parseJson`);
  }
  return textFrom(found) || undefined;
}

function refusalsAmong(context: ClientContext, shape: ContractReference, found: readonly unknown[]): StartRefusal[] {
  const { id, path, equals, name, message, mayHaveStarted } = shape;
  const refusing = found.filter((value) => {
    if (id === undefined && path === undefined) return equals === undefined || textFrom(value) === equals;
    const text = idIn(context, shape, value);
    return text !== undefined && (equals === undefined || text === equals);
  });
  return refusing.map((value) => {
    const refused = textAt(value, name);
    const texts = message === undefined ? [] : textsAt(value, message);
    return {
      ...(refused !== undefined && { name: refused }),
      ...(texts.length > 0 && { message: joinTexts(texts) }),
      ...(mayHaveStarted && { mayHaveStarted }),
    };
  });
}
