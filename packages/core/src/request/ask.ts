import { readAnswerError } from "../answer/answer-error.ts";
import type { ClientContext } from "../client/client-context.ts";
import { type Identity, readIdentity } from "./identity.ts";
import { createJobRequest } from "./job-request.ts";
import { JobStatusError, type JobStatusErrorCode } from "../model/job-status-error.ts";
import type { JobStatus } from "../model/job-status.ts";
import { parseJson } from "../answer/parse-json.ts";
import { ContractMismatch, readJobStatus } from "../answer/read-job-status.ts";
import { readRetryAfter } from "../answer/retry-after.ts";
import { abortable, openScope } from "../wait/scope.ts";
import { takeTurn, turnKey } from "../wait/turn.ts";

/** How long one request may take, its answer's body included. */
const ATTEMPT_TIMEOUT_MS = 30_000;
/** How much of an unreadable answer is shown. */
const EXCERPT_LENGTH = 200;

const ADVICE: Readonly<Partial<Record<JobStatusErrorCode, string>>> = {
  unauthenticated: "; renew the credentials",
  forbidden: "; have the account's administrator allow it",
  "not-found": "; check the id and the account",
  gone: "; finished jobs are kept for a limited time",
  "rate-limited": "; ask less often",
};

/** A question about one job. */
export interface Question {
  readonly id: string;
  /** Ends the question at once. */
  readonly signal: AbortSignal;
  /** The last status that was seen; a job that was seen and is not found is `gone`. */
  readonly lastStatus?: JobStatus | undefined;
  /** Called when the request is sent, and not before its turn. */
  readonly onSend?: () => void;
}

/**
 * Asks once for the status of a job, when its turn comes.
 *
 * @throws JobStatusError - The status could not be learned. The signal's own reason, where it was aborted.
 */
export async function ask<Raw>(context: ClientContext, question: Question): Promise<JobStatus<Raw>> {
  const { id, signal } = question;
  signal.throwIfAborted();
  const { clock, contract } = context;
  const intervalMs = contract.jobIntervalMs;
  const request = () => context.lanes.run(signal, () => exchange<Raw>(context, question));
  if (intervalMs === undefined) return request();
  return takeTurn({ clock, key: turnKey(context, id), intervalMs, signal }, request);
}

async function exchange<Raw>(context: ClientContext, question: Question): Promise<JobStatus<Raw>> {
  const { id: jobId, lastStatus } = question;
  const scope = openScope(context.clock, question.signal, ATTEMPT_TIMEOUT_MS);
  try {
    const identity = await abortable(readIdentity(context), scope.signal);
    question.onSend?.();
    const response = await abortable(send(context, jobId, identity, scope.signal), scope.signal);
    const text = await abortable(response.text(), scope.signal);
    return readAnswer(context, question, identity, response, text);
  } catch (cause) {
    if (cause instanceof JobStatusError) throw cause;
    question.signal.throwIfAborted();
    if (scope.isExpired()) {
      throw context.error("unavailable", `no answer within ${ATTEMPT_TIMEOUT_MS} ms`, { jobId, lastStatus });
    }
    const problem = `no answer from ${context.origin.baseUrl}: the connection failed; see the cause`;
    throw context.error("unavailable", problem, { jobId, lastStatus, cause });
  } finally {
    scope.close();
  }
}

async function send(context: ClientContext, id: string, { headers }: Identity, signal: AbortSignal): Promise<Response> {
  const { url, method, body } = createJobRequest(context.contract, context.origin, id);
  const { accept, contentType } = context.contract.request;
  headers.set("Accept", accept);
  if (contentType !== undefined) headers.set("Content-Type", contentType);
  return context.fetch(url, { method, headers, redirect: "manual", signal, ...(body !== undefined && { body }) });
}

function readAnswer<Raw>(
  { contract, clock, error }: ClientContext,
  { id: jobId, lastStatus }: Question,
  { redact }: Identity,
  response: Response,
  text: string,
): JobStatus<Raw> {
  const { status: httpStatus, headers } = response;
  const requestId = headers.get(contract.errors.requestIdHeader);
  const details = {
    jobId,
    lastStatus,
    httpStatus,
    requestId: requestId === null ? undefined : redact(requestId),
    retryAfterMs: readRetryAfter(headers, clock.now()),
  };
  // A browser gives an opaque redirect in place of a 3xx answer.
  if ((httpStatus >= 300 && httpStatus < 400) || response.type === "opaqueredirect") {
    throw error(
      "contract",
      "the answer is a redirect, and none is followed, for the credentials' sake; check baseUrl",
      details,
    );
  }
  const body = decode<Raw>(text);
  // Cut after the secrets are out: a part of one would not be recognized.
  const excerptOf = () => redact(text).slice(0, EXCERPT_LENGTH);
  const problem = readAnswerError(contract, httpStatus, body);
  if (problem) {
    const code = problem.code === "not-found" && lastStatus ? "gone" : problem.code;
    const nativeCode = problem.nativeCode && redact(problem.nativeCode);
    const nativeMessage = problem.nativeMessage && redact(problem.nativeMessage);
    const unread = body === undefined ? excerptOf() : undefined;
    const native = [nativeCode, nativeMessage ?? unread].filter(Boolean).join(": ");
    throw error(code, `HTTP ${httpStatus}${native && ` (${native})`}${ADVICE[code] ?? ""}`, {
      ...details,
      nativeCode,
      nativeMessage,
      excerpt: unread,
    });
  }
  if (body === undefined) {
    const excerpt = excerptOf();
    throw error("unavailable", `the answer is no JSON: ${excerpt || "it is empty"}`, { ...details, excerpt });
  }
  try {
    return readJobStatus(contract, jobId, body);
  } catch (cause) {
    if (!(cause instanceof ContractMismatch)) throw cause;
    const { message, where } = cause;
    const excerpt = excerptOf();
    throw error("contract", `${message} at ${JSON.stringify(where)} of the answer: ${excerpt}`, {
      ...details,
      where,
      excerpt,
    });
  }
}

/** The decoded body, or undefined where it cannot be read. */
function decode<Raw>(text: string): Raw | undefined {
  try {
    // The specification's type, for the caller; the reader relies on nothing of it.
    return parseJson(text) as Raw;
  } catch {
    return undefined;
  }
}
