import { readAnswerError } from "./answer-error.ts";
import type { ClientOptions, Fetch } from "./client-options.ts";
import type { Clock } from "./clock.ts";
import type { Contract } from "./contract.ts";
import { type Identity, readIdentity } from "./identity.ts";
import { createJobRequest } from "./job-request.ts";
import { JobStatusError, type JobStatusErrorCode, type JobStatusErrorDetails } from "./job-status-error.ts";
import type { JobStatus } from "./job-status.ts";
import type { Origin } from "./origin.ts";
import { parseJson } from "./parse-json.ts";
import { ContractMismatch, readJobStatus } from "./read-job-status.ts";
import { readRetryAfter } from "./retry-after.ts";
import { abortable, openScope } from "./scope.ts";
import { takeTurn } from "./turn.ts";

/** What asking needs to know of the client. */
export interface AskContext {
  readonly contract: Contract;
  readonly origin: Origin;
  readonly options: ClientOptions<unknown>;
  readonly fetch: Fetch;
  readonly clock: Clock;
}

/** How long one request may take, its answer's body included. */
const ATTEMPT_TIMEOUT_MS = 30_000;
/** How much of an unreadable answer is shown. */
const EXCERPT_LENGTH = 200;

const ADVICE: Readonly<Partial<Record<JobStatusErrorCode, string>>> = {
  unauthenticated: "; renew the credentials",
  forbidden: "; ask the account's administrator for the permission",
  "not-found": "; check the id and the account",
  gone: "; the provider keeps finished jobs for a limited time",
  "rate-limited": "; ask less often",
};

/**
 * Asks once for the status of a job, when its turn comes.
 *
 * @param lastStatus - The last status that was seen; a job that was seen and is not found is `gone`.
 * @throws JobStatusError - The status could not be learned. The signal's own reason, where it was aborted.
 */
export async function ask<Raw>(
  context: AskContext,
  id: string,
  signal: AbortSignal,
  lastStatus?: JobStatus,
): Promise<JobStatus<Raw>> {
  signal.throwIfAborted();
  const { clock, contract } = context;
  const intervalMs = contract.jobIntervalMs;
  const request = () => exchange<Raw>(context, id, signal, lastStatus);
  if (intervalMs === undefined) return request();
  return takeTurn({ clock, key: turnKey(context, id), intervalMs, signal }, request);
}

/** The name of a job in the process, for the provider's limit. */
export function turnKey({ contract, origin }: AskContext, id: string): string {
  return `${createJobRequest(contract, origin, id).url} ${id}`;
}

async function exchange<Raw>(
  context: AskContext,
  id: string,
  parent: AbortSignal,
  lastStatus?: JobStatus,
): Promise<JobStatus<Raw>> {
  const { contract, clock } = context;
  const subject = { provider: contract.provider, operation: contract.operation, jobId: id, lastStatus };
  const scope = openScope(clock, parent, ATTEMPT_TIMEOUT_MS);
  try {
    const identity = await abortable(readIdentity(contract, context.options), scope.signal);
    const { response, text } = await send(context, id, identity, scope.signal);
    return readAnswer(context, subject, identity, response, text);
  } catch (cause) {
    if (parent.aborted) throw parent.reason;
    if (cause instanceof JobStatusError) throw cause;
    const problem = scope.isExpired()
      ? `no answer within ${ATTEMPT_TIMEOUT_MS / 1000} s`
      : `no answer from ${context.origin.baseUrl}: the connection failed; see the cause`;
    throw new JobStatusError("unavailable", problem, { ...subject, cause: scope.isExpired() ? undefined : cause });
  } finally {
    scope.close();
  }
}

async function send(context: AskContext, id: string, identity: Identity, signal: AbortSignal) {
  const { url, method, body } = createJobRequest(context.contract, context.origin, id);
  const { accept, contentType } = context.contract.request;
  identity.headers.set("Accept", accept);
  if (contentType !== undefined) identity.headers.set("Content-Type", contentType);
  const init: RequestInit = { method, headers: identity.headers, redirect: "manual", signal };
  if (body !== undefined) init.body = body;
  const response = await abortable(context.fetch(url, init), signal);
  return { response, text: await abortable(response.text(), signal) };
}

function readAnswer<Raw>(
  context: AskContext,
  subject: JobStatusErrorDetails,
  { redact }: Identity,
  response: Response,
  text: string,
): JobStatus<Raw> {
  const { contract, clock } = context;
  const { status: httpStatus, headers } = response;
  const details = {
    ...subject,
    httpStatus,
    requestId: headers.get(contract.errors.requestIdHeader) ?? undefined,
    retryAfterMs: readRetryAfter(headers, clock.now()),
  };
  const excerpt = redact(text.slice(0, EXCERPT_LENGTH));
  // An opaque redirect is what a browser gives in place of a 3xx answer.
  if ((httpStatus >= 300 && httpStatus < 400) || response.type === "opaqueredirect") {
    const problem = "the answer is a redirect, and credentials go to the configured origin only; check baseUrl";
    throw new JobStatusError("contract", problem, details);
  }
  const body = decode<Raw>(text);
  const error = readAnswerError(contract, httpStatus, body);
  if (error) {
    const code = error.code === "not-found" && subject.lastStatus ? "gone" : error.code;
    const nativeMessage = error.nativeMessage && redact(error.nativeMessage);
    const native = [error.nativeCode, nativeMessage].filter(Boolean).join(": ") || (body === undefined ? excerpt : "");
    const problem = `HTTP ${httpStatus}${native && ` (${native})`}${ADVICE[code] ?? ""}`;
    throw new JobStatusError(code, problem, {
      ...details,
      nativeCode: error.nativeCode,
      nativeMessage,
      excerpt: body === undefined ? excerpt : undefined,
    });
  }
  if (body === undefined) {
    throw new JobStatusError(
      "unavailable",
      `HTTP ${httpStatus}, but the answer is no JSON: ${excerpt || "it is empty"}`,
      {
        ...details,
        excerpt,
      },
    );
  }
  try {
    return readJobStatus(contract, subject.jobId ?? "", body);
  } catch (cause) {
    if (!(cause instanceof ContractMismatch)) throw cause;
    const problem = `the answer is not what the specification says: ${cause.message} at ${JSON.stringify(cause.where)} in ${excerpt}`;
    throw new JobStatusError("contract", problem, { ...details, where: cause.where, excerpt });
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
