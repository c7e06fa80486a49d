import { readAnswerError } from "../answer/answer-error.ts";
import { decode } from "../answer/decode.ts";
import { ContractMismatch } from "../answer/read-job-status.ts";
import { readDelay, readRetryAfter } from "../answer/retry-after.ts";
import type { ClientContext } from "../context/client-context.ts";
import { errorAboutJob } from "../model/error-about-job.ts";
import { JobStatusError, type JobStatusErrorCode, type JobStatusErrorDetails } from "../model/job-status-error.ts";
import { openScope } from "../async/scope.ts";
import { abortable } from "../async/abortable.ts";
import { cleanCause } from "./clean-cause.ts";
import { type Identity, readIdentity } from "./identity.ts";
import type { JobRequest } from "./job-request.ts";
import { AnswerTooLong, MOST_BYTES, readText } from "./read-text.ts";

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

/** A request, how its answer is read, and what its errors are to say. */
export interface ExchangeInput<T> {
  readonly request: JobRequest;
  /** Reads the decoded body of an answer that is no error; it may throw a {@link ContractMismatch}. */
  readonly read: (body: unknown) => T;
  /** The job's id and its last status, where it is about one job. */
  readonly subject: Pick<JobStatusErrorDetails, "jobId" | "lastStatus">;
  /** Whether the job was ever seen: if it is not found then, it is `gone`. */
  readonly wasSeen?: boolean | undefined;
  /** Ends the exchange at once. */
  readonly signal: AbortSignal;
  /** What proves the caller. Default: the client's credentials. */
  readonly identity?: Identity;
  /** Called when the request is sent. */
  readonly onSend?: (() => void) | undefined;
  /** Called where the answer says for how long the provider does not want to be asked again, in milliseconds. */
  readonly onHint?: ((ms: number) => void) | undefined;
}

/**
 * Sends one request with the caller's credentials and reads its answer, within the time that one request may take.
 *
 * @throws JobStatusError - The answer is an error or cannot be read, or there is none. The signal's own reason, where it
 *   was aborted.
 */
export async function exchange<T>(context: ClientContext, input: ExchangeInput<T>): Promise<T> {
  const { subject, signal, onSend } = input;
  const scope = openScope(context.clock, signal, ATTEMPT_TIMEOUT_MS);
  let redact: Identity["redact"] = (text) => text;
  try {
    const identity = input.identity ?? (await abortable(readIdentity(context, scope.signal), scope.signal));
    redact = identity.redact;
    onSend?.();
    // Whoever heard of it may have aborted it.
    scope.signal.throwIfAborted();
    const response = await abortable(send(context, input.request, identity, scope.signal), scope.signal);
    const text = await readText(response, scope.signal);
    let fault: unknown;
    try {
      return readAnswer(context, input, identity, response, text);
    } catch (error) {
      fault = error;
      throw error;
    } finally {
      await identity.hear?.(response, fault);
    }
  } catch (cause) {
    // What the credentials are refused for, every job that was to be asked for hears.
    if (cause instanceof JobStatusError) throw cause.jobId === subject.jobId ? cause : errorAboutJob(cause, subject);
    signal.throwIfAborted();
    if (scope.isExpired()) {
      throw context.error("unavailable", `no answer within ${ATTEMPT_TIMEOUT_MS} ms`, subject);
    }
    if (cause instanceof AnswerTooLong) {
      throw context.error("unavailable", `the answer is longer than ${MOST_BYTES} bytes, and was given up`, subject);
    }
    const problem = `no answer from ${context.origin.baseUrl}: the connection failed; see the cause`;
    throw context.error("unavailable", problem, { ...subject, cause: cleanCause(cause, redact) });
  } finally {
    scope.close();
  }
}

async function send(
  context: ClientContext,
  { url, method, body }: JobRequest,
  { headers }: Identity,
  signal: AbortSignal,
): Promise<Response> {
  const { accept, contentType } = context.contract.request;
  headers.set("Accept", accept);
  if (contentType !== undefined) headers.set("Content-Type", contentType);
  return context.fetch(url, { method, headers, redirect: "manual", signal, ...(body !== undefined && { body }) });
}

function readAnswer<T>(
  { contract, clock, error, options: { format } }: ClientContext,
  { subject, wasSeen, read, onHint }: ExchangeInput<T>,
  { redact }: Identity,
  response: Response,
  text: string,
): T {
  const { status: httpStatus, headers } = response;
  const requestId = headers.get(contract.errors.requestIdHeader);
  const retryAfterMs = readRetryAfter(headers, clock.now());
  onHint?.(Math.max(retryAfterMs ?? 0, readDelay(headers, contract.delayHeader)));
  const details = {
    ...subject,
    httpStatus,
    requestId: requestId === null ? undefined : redact(requestId),
    retryAfterMs,
  };
  // A browser gives an opaque redirect in place of a 3xx answer.
  if ((httpStatus >= 300 && httpStatus < 400) || response.type === "opaqueredirect") {
    throw error(
      "contract",
      "the answer is a redirect, and none is followed, for the credentials' sake; check baseUrl",
      details,
    );
  }
  const body = decode(text, format);
  // Cut after the secrets are out: a part of one would not be recognized.
  const excerptOf = () => redact(text).slice(0, EXCERPT_LENGTH);
  const problem = readAnswerError(contract, httpStatus, body);
  if (problem) {
    const code = problem.code === "not-found" && wasSeen ? "gone" : problem.code;
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
    if (!format && /^(?:text|application)\/xml\b/i.test(headers.get("Content-Type") ?? "")) {
      const remedy = "give the client the option format, from the provider's package's subpath, or have JSON sent";
      throw error("contract", `the answer is XML, which this client does not read; ${remedy}: ${excerpt}`, {
        ...details,
        excerpt,
      });
    }
    const expected = format ? "neither JSON nor what the client's format reads" : "no JSON";
    throw error("unavailable", `the answer is ${expected}: ${excerpt || "it is empty"}`, { ...details, excerpt });
  }
  try {
    return read(body);
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
