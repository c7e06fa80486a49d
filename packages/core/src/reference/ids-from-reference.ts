import { isObject, textFrom, valueAt, valuesAt } from "../response/pointer.ts";
import type { ClientContext } from "../context/client-context.ts";
import type { ContractReference } from "../contract/contract.ts";
import { textsAt } from "../response/error-texts.ts";
import { type JobId, isJobId, jobIdFrom } from "../request/job-request.ts";
import { ARRAY_PASSED, mistakeInReference } from "./mistake-in-reference.ts";
import { idFromLink, isLink } from "./read-link.ts";
import { startError, unknownShape } from "./start-error.ts";

/**
 * The ids of the jobs in what a caller handed over, each once. Several are in the response of a call that started several.
 *
 * @param reference - An id, a link, or the decoded body of a start call.
 * @throws JobStatusError - `invalid-request`: it names no job in a way that the contract knows; `no-job`: it says that none
 *   was started.
 */
export function idsFromReference(context: ClientContext, reference: unknown): string[] {
  if (isResponse(reference)) {
    throw context.error("invalid-request", "a Response is read with jobIdsFrom first; pass the ids that it finds");
  }
  const mistake = mistakeInReference(reference);
  if (mistake !== undefined) throw context.error("invalid-request", mistake);
  const link = reference instanceof URL ? reference.href : reference;
  let ids: readonly unknown[] = [reference];
  if (typeof link === "string" && isLink(link)) {
    ids = idsIn(context, (shape) => shape.from !== "body" && link);
    if (ids.length === 0) throw context.error("invalid-request", "the link does not lead to a job's status");
  } else if (typeof reference === "object" && reference !== null) {
    ids = idsIn(context, ({ from }) => from === "body" && reference);
    if (ids.length === 0 && Array.isArray(reference)) throw context.error("invalid-request", ARRAY_PASSED);
    if (ids.length === 0) throw unknownShape(context, reference);
  }
  return [...new Set(ids.map((id) => jobIdFrom(context, id as JobId)))];
}

/** The one job in what a caller handed over. Throws what {@link idsFromReference} throws, and where there are several. */
export function readReference(context: ClientContext, reference: unknown): string {
  return onlyOne(context, idsFromReference(context, reference));
}

/** Says whether a value is the `Response` of a fetch, of any implementation. A `Request` has no status. */
export function isResponse(value: unknown): value is Response {
  return isObject(value) && ["status", "headers", "clone", "bodyUsed"].every((name) => name in value);
}

/** The only one of some ids. */
export function onlyOne({ error }: ClientContext, [id = "", ...others]: readonly string[]): string {
  if (others.length === 0) return id;
  const shown = [id, ...others].map((text) => JSON.stringify(text)).join(", ");
  throw error("invalid-request", `the response names several jobs: ${shown}; wait for each by its id, or with waitAll`);
}

/**
 * What the first shape that fits says: ids as they are found, none where no shape fits.
 *
 * @param sourceOf - What a shape is to be looked for in: a text is a link, anything else a body. False where it does not
 *   apply.
 */
export function idsIn(context: ClientContext, sourceOf: (shape: ContractReference) => unknown): unknown[] {
  for (const shape of context.contract.references ?? []) {
    const source = sourceOf(shape);
    if (source === false) continue;
    const { at = "", where, id, path, noJob, equals, message } = shape;
    const found = valuesAt(source, at).filter((value) => !where || textFrom(valueAt(value, where.at)) === where.equals);
    const ids = found.map((value) => idIn(context, shape, value)).filter((value) => value !== undefined);
    if (!noJob && ids.length > 0) return ids;
    const denying = id === undefined && path === undefined ? found : ids;
    if (noJob && denying.some((value) => equals === undefined || textFrom(value) === equals)) {
      const texts = message === undefined ? [] : found.flatMap((value) => textsAt(value, message));
      throw startError(context, { body: typeof source === "string" ? undefined : source }, texts);
    }
  }
  return [];
}

/** The id that a value holds, or undefined if it holds none that can be this provider's. */
function idIn(context: ClientContext, { id = "", path }: ContractReference, value: unknown): unknown {
  const found = valueAt(value, id);
  if (path === undefined && typeof found === "number" && !Number.isSafeInteger(found)) {
    throw context.error("invalid-request", `the job's id ${found} has lost digits; decode the response with parseJson`);
  }
  const text = path === undefined ? textFrom(found) : typeof found === "string" && idFromLink(context, found, path);
  return text && isJobId(context.contract.request, text) ? text : undefined;
}
