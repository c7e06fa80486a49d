import { readResponseError } from "../response/response-error.ts";
import { tryDecode } from "../response/decode.ts";
import { UnreadableBody } from "../response/unreadable-body.ts";
import { ContractMismatch } from "../response/contract-mismatch.ts";
import type { ResponseHead } from "../response/status-reader.ts";
import { bodyFault } from "./body-fault.ts";
import { noteRemaining } from "./note-remaining.ts";
import { readRetryAfter } from "../response/retry-after.ts";
import type { ClientContext } from "../context/client-context.ts";
import { errorAboutJob } from "../model/error-about-job.ts";
import { JobStatusError, type JobStatusErrorCode, type JobStatusErrorDetails } from "../model/job-status-error.ts";
import { checkedResponse } from "../context/transport.ts";
import { wallNow } from "../async/clock.ts";
import type { TimeoutScope } from "../async/timeout-scope.ts";
import { throwIfAborted } from "../async/throw-if-aborted.ts";
import { connectionFailureFrom } from "./connection-failure.ts";
import { redactCause } from "./redact-cause.ts";
import { type RequestAuth, readAuth } from "./request-auth.ts";
import type { JobRequest } from "./job-request.ts";
import { uncached } from "./uncached.ts";
import { type ResponseBody, ResponseTooLong, MAX_BYTES, openBody } from "./read-text.ts";

/** How long one request may take, its response's body included. */
const ATTEMPT_TIMEOUT_MS = 30_000;
/** How much of an unreadable response is shown. */
const EXCERPT_LENGTH = 200;

const ADVICE: Readonly<Partial<Record<JobStatusErrorCode, string>>> = {
  unauthenticated: "; renew the credentials",
  forbidden: "; have the account's administrator allow it",
  "not-found": "; check the id and the account",
  gone: "; it was there before, and the provider may have removed it",
  "rate-limited": "; poll less often",
};

/** What is recorded of the requests of one poll. */
export interface ExchangeRecord {
  /** How many HTTP requests were sent. */
  requests: number;
  /** When the last of them was sent, in milliseconds of the engine's time; undefined before. */
  sentMs: number | undefined;
  /** For how long its response says not to poll again, in milliseconds. */
  rateLimitMs: number;
}

/** A record of nothing. */
export function newExchangeRecord(): ExchangeRecord {
  return { requests: 0, sentMs: undefined, rateLimitMs: 0 };
}

/** A request, how its response is read, and what its errors say. */
export interface ExchangeInput<T> {
  readonly request: JobRequest;
  /** Reads the decoded body of a response that isn't an error; it may throw a {@link ContractMismatch}. */
  readonly read: (body: unknown, head: ResponseHead) => T;
  /** Says whether an HTTP status tells a job's status, so that the body may be empty. Default: none does. */
  readonly tellsStatus?: (httpStatus: number) => boolean;
  /** The job's id and its last status, if the request is about one job. */
  readonly subject: Pick<JobStatusErrorDetails, "jobId" | "lastStatus">;
  /** Whether the job was ever seen: if it is not found then, it is `gone`. */
  readonly wasSeen?: boolean | undefined;
  /** Ends the exchange at once. The exchange closes it. */
  readonly scope: TimeoutScope;
  /** The credentials to send. Default: the client's credentials. */
  readonly auth?: RequestAuth;
  /** Gets what becomes of the request. */
  readonly record?: ExchangeRecord;
  /** The jobs that it is about, if the listener is told when it is sent. */
  readonly ids?: readonly string[];
}

/**
 * Sends one request with the caller's credentials and reads its response, within the time that one request may take.
 *
 * @throws JobStatusError - The response is an error or can't be read, or there is none. The scope's own reason, if it was
 *   aborted.
 */
export async function exchange<T>(context: ClientContext, input: ExchangeInput<T>): Promise<T> {
  const { subject, scope, record, ids } = input;
  const { signal } = scope;
  scope.expireIn(ATTEMPT_TIMEOUT_MS);
  let redact: RequestAuth["redact"] = (text) => text;
  let body: ResponseBody | undefined;
  try {
    const known = input.auth ?? readAuth(context, signal);
    // Known credentials wait as well: no listener is called before the call that began the poll has returned.
    const auth = await (known instanceof Promise ? scope.run(known) : known);
    redact = auth.redact;
    if (record) {
      record.requests += 1;
      record.sentMs = context.engine.timers.now();
    }
    if (ids) context.emit?.({ type: "request", ids });
    // A listener may have aborted it.
    throwIfAborted(signal);
    const receive = async () => {
      const received = checkedResponse(await send(context, input.request, auth, signal));
      throwIfAborted(signal);
      body = openBody(received);
      return { response: received, text: await body.read() };
    };
    const { response, text } = await scope.run(receive());
    let fault: unknown;
    try {
      return readResponse(context, input, auth, response, text);
    } catch (error) {
      fault = error;
      throw error;
    } finally {
      if (auth.onResponse) await auth.onResponse(response, fault);
    }
  } catch (cause) {
    // Each job of the request gets the error of refused credentials.
    if (cause instanceof JobStatusError) throw cause.jobId === subject.jobId ? cause : errorAboutJob(cause, subject);
    if (scope.isExpired) {
      throw context.error("unavailable", `no response within ${ATTEMPT_TIMEOUT_MS} ms`, subject);
    }
    throwIfAborted(signal);
    if (cause instanceof ResponseTooLong) {
      throw context.error("unavailable", `the response is longer than ${MAX_BYTES} bytes, and was given up`, subject);
    }
    const { baseUrl } = context.server;
    const { reason, permanent } = connectionFailureFrom(cause, baseUrl, redact);
    throw context.error("unavailable", `no response from ${baseUrl}: ${reason}`, {
      ...subject,
      permanent,
      cause: redactCause(cause, redact),
    });
  } finally {
    body?.release();
    scope.close();
  }
}

function send(
  context: ClientContext,
  { url, method, body }: JobRequest,
  { headers, urlOf }: RequestAuth,
  signal: AbortSignal,
): unknown {
  const { accept, contentType } = context.contract.request;
  // Each spread stands first, and nothing is spread that may be absent: this takes a third of the time.
  const own: Record<string, string> = { ...headers, accept };
  if (contentType !== undefined) own["content-type"] = contentType;
  const init = { ...uncached(), method, headers: own, redirect: "manual", signal } as const;
  return context.fetch(urlOf?.(url) ?? url, body === undefined ? init : { ...init, body });
}

function readResponse<T>(
  context: ClientContext,
  { subject, wasSeen, read, tellsStatus, record }: ExchangeInput<T>,
  { redact }: RequestAuth,
  response: Response,
  text: string,
): T {
  const { contract, clock, error, parts, options } = context;
  // Read once: of a platform's object, each is a call.
  const { status: httpStatus, headers } = response;
  noteRemaining(context, headers);
  const decoded = tryDecode(text, options.format, subject.lastStatus?.raw);
  const { body } = decoded;
  const retryAfterMs = readRetryAfter(headers, () => wallNow(clock), parts.readDelays?.(contract, headers, body));
  if (record && retryAfterMs !== undefined) record.rateLimitMs = retryAfterMs;
  const detailsOf = () => {
    const requestId = headers.get(contract.errors.requestIdHeader);
    return { ...subject, httpStatus, requestId: requestId === null ? undefined : redact(requestId), retryAfterMs };
  };
  const isStatus = tellsStatus?.(httpStatus) ?? false;
  // A browser gives an opaque redirect in place of a 3xx response.
  if (response.type === "opaqueredirect" || (REDIRECTS.has(httpStatus) && !isStatus)) {
    throw error(
      "invalid-response",
      "the response is a redirect, and none is followed, for the credentials' sake; check baseUrl",
      detailsOf(),
    );
  }
  // The body of a redirect is a note for people (RFC 9110 section 15.4).
  const fault = isStatus && (text === "" || httpStatus >= 300) ? undefined : decoded.fault;
  // Cut after the secrets are out: a part of one would not be recognized.
  const excerptOf = () => redact(text).slice(0, EXCERPT_LENGTH);
  const problem = readResponseError(contract, httpStatus, body, isStatus);
  if (problem) {
    const code = problem.code === "not-found" && wasSeen ? "gone" : problem.code;
    const nativeCode = problem.nativeCode && redact(problem.nativeCode);
    const nativeMessage = problem.nativeMessage && redact(problem.nativeMessage);
    // The provider's text may be in a place that the contract does not name.
    const isSilent = nativeCode === undefined && nativeMessage === undefined;
    const excerpt = isSilent || fault !== undefined ? excerptOf() : undefined;
    const native = [nativeCode, nativeMessage ?? excerpt].filter(Boolean).join(": ");
    const advice = httpStatus === 304 ? "; a cache responded in place of the provider" : (ADVICE[code] ?? "");
    throw error(code, `HTTP ${httpStatus}${native && ` (${native})`}${advice}`, {
      ...detailsOf(),
      nativeCode,
      nativeMessage,
      excerpt,
    });
  }
  try {
    if (fault !== undefined) throw bodyFault(fault, text, headers, context);
    return read(body, response);
  } catch (cause) {
    const isMismatch = cause instanceof ContractMismatch;
    if (!isMismatch && !(cause instanceof UnreadableBody)) throw cause;
    const excerpt = excerptOf();
    const where = isMismatch ? cause.where : undefined;
    const place = where === undefined ? "" : ` at ${JSON.stringify(where)} of the response`;
    throw error(
      isMismatch ? "invalid-response" : "unavailable",
      `${redact(cause.message)}${place}: ${excerpt || "it is empty"}`,
      {
        ...detailsOf(),
        where,
        excerpt,
      },
    );
  }
}

/** The HTTP statuses that lead elsewhere (RFC 9110 section 15.4). */
const REDIRECTS: ReadonlySet<number> = new Set([300, 301, 302, 303, 307, 308]);
