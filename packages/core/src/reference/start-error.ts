import type { ClientContext } from "../context/client-context.ts";
import type { JobStatusError } from "../model/job-status-error.ts";
import type { StartRefusal } from "../model/started-jobs.ts";
import { errorTextIn } from "../response/error-texts.ts";
import { ARRAY_PASSED } from "./mistake-in-reference.ts";
import { ContractMismatch } from "../response/contract-mismatch.ts";
import { bodyFault } from "../request/body-fault.ts";
import { redactorFor } from "../request/response-redactor.ts";
import { readResponseError } from "../response/response-error.ts";
import { messageFromRefusals, textFromRefusals } from "./refusal-texts.ts";

/** How much of a response that can't be decoded is shown. */
const EXCERPT_LENGTH = 200;

/** The response of a start call, as far as it is known. */
export interface StartResponse {
  /** The decoded body; undefined if it can't be decoded. */
  readonly body?: unknown;
  /** Why it can't be decoded. */
  readonly fault?: unknown;
  /** The body's text. Absent if the caller passed a decoded body. */
  readonly text?: string;
  /** The whole response. Absent if the caller passed a decoded body. */
  readonly response?: Response;
}

/**
 * The error for a start call that did not succeed: `no-job` if the provider says that it started no job, `unavailable` if
 * the provider failed and may have started it all the same.
 *
 * @param refusals - What the provider refused, if a shape of the contract says where that is.
 */
export function startError(
  context: ClientContext,
  { body, text = "", response }: StartResponse,
  refusals: readonly StartRefusal[] = [],
): JobStatusError {
  const { contract, error } = context;
  const redact = redactorFor(context, response);
  const httpStatus = response?.status ?? 200;
  const { code, nativeCode: givenCode } = readResponseError(contract, httpStatus, body) ?? {};
  const nativeCode = givenCode && redact(givenCode);
  const message = messageFromRefusals(refusals) ?? errorTextIn(contract.errors, body);
  const nativeMessage = message && redact(message);
  const isHttpError = httpStatus >= 400;
  const isSilent = isHttpError && nativeCode === undefined && nativeMessage === undefined;
  // Cut after the secrets are out: a part of one would not be recognized.
  const excerpt = body === undefined || isSilent ? redact(text).slice(0, EXCERPT_LENGTH) : "";
  const native = [isHttpError && nativeCode, redact(textFromRefusals(refusals)) || nativeMessage || excerpt]
    .filter(Boolean)
    .join(": ");
  const shown = isHttpError ? `HTTP ${httpStatus}${native && ` (${native})`}` : native;
  const details = {
    operation: undefined,
    httpStatus: response?.status,
    nativeCode,
    nativeMessage,
  };
  // What refuses the call under a good HTTP status started nothing, unless the contract says that the provider failed.
  const isRefused = !isHttpError && refusals.length > 0;
  const isFailure = isRefused
    ? refusals.some(({ mayHaveStarted }) => mayHaveStarted) ||
      contract.errors.codes?.[givenCode ?? ""] === "unavailable"
    : code === "unavailable";
  if (!isFailure) return error("no-job", `the start call started no job${shown && `: ${shown}`}`, details);
  return error("unavailable", notKnown(shown), { ...details, excerpt: excerpt || undefined });
}

/**
 * The error for a response in which no job is found: `unavailable` if it isn't the provider's or broke off, so that a job may have
 * been started.
 */
export function unknownShape(context: ClientContext, start: StartResponse): JobStatusError {
  const { body, fault, text = "", response } = start;
  const { contract, error } = context;
  if (!response && Array.isArray(body)) return error("invalid-request", ARRAY_PASSED);
  const redact = redactorFor(context, response);
  const excerpt = redact(text).slice(0, EXCERPT_LENGTH);
  const reason = response && text && fault !== undefined && bodyFault(fault, text, response.headers, context);
  if (reason && !(reason instanceof ContractMismatch)) {
    const shown = `HTTP ${response.status}: ${redact(reason.message)}: ${excerpt}`;
    return error("unavailable", notKnown(shown), { operation: undefined, httpStatus: response.status, excerpt });
  }
  const location = response?.headers.get("Location");
  const said = errorTextIn(contract.errors, body);
  const told = [
    response && `HTTP ${response.status}`,
    location && `Location ${JSON.stringify(redact(location))}`,
    reason ? redact(reason.message) : (said && `it says: ${redact(said)}`) || excerpt,
  ].filter(Boolean);
  const shown = told.length > 0 ? ` (${told.join("; ")})` : "";
  return error("invalid-request", `what was given names no job in a shape that is known; pass the job's id${shown}`);
}

function notKnown(shown: string): string {
  return `it is not known whether the start call started a job${shown && `: ${shown}`}; look for the job before you start it again`;
}
