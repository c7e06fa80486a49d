import { tryDecode } from "../response/decode.ts";
import type { ClientContext } from "../context/client-context.ts";
import { openTimeoutScope } from "../async/timeout-scope.ts";
import { withReason } from "../model/thrown.ts";
import { checkIds, jobsInBody } from "./jobs-from-reference.ts";
import { matchReferences } from "./match-references.ts";
import type { StartedJobs } from "../model/started-jobs.ts";
import { startError } from "./start-error.ts";
import { readText } from "../request/read-text.ts";

/** How long the body of a start call's response may take to arrive. */
const MAX_BODY_MS = 30_000;

/**
 * The jobs in the response of a start call, and what it refused: from its headers, or else from its body. The body stays
 * readable for others.
 *
 * @param ms - How long it may take, in milliseconds; the timeout of the wait that wants it.
 * @throws JobStatusError - As for a body; `no-job` for a response that is an error; `aborted`, `timeout` and `unavailable`
 *   where the body does not arrive.
 */
export async function readResponse(
  context: ClientContext,
  response: Response,
  signal?: AbortSignal,
  ms = Infinity,
): Promise<StartedJobs> {
  const { status: httpStatus, headers, bodyUsed } = response;
  const located =
    httpStatus < 400
      ? matchReferences(context, ({ from, header = "Location" }) => from !== "body" && headers.get(header))
      : NOTHING_STARTED;
  if (located.jobs.length > 0) return checkIds(context, located);
  const { format } = context.options;
  const startFormat = format && { ...format, read: format.parseStartResponse };
  const text = bodyUsed ? "" : await readBody(context, response, signal, ms);
  const start = { ...(bodyUsed ? {} : tryDecode(text, startFormat)), text, response };
  // The body says why a header names no job.
  if (located.refusals.length > 0 || httpStatus >= 400) throw startError(context, start);
  if (!bodyUsed) return jobsInBody(context, start);
  const problem = "the body of the start call's response was read already; pass what it decoded to";
  throw context.error("invalid-request", problem);
}

const NOTHING_STARTED: StartedJobs = { jobs: [], refusals: [] };

async function readBody(
  { engine, error }: ClientContext,
  response: Response,
  signal: AbortSignal | undefined,
  ms: number,
): Promise<string> {
  const limitMs = Math.min(ms, MAX_BODY_MS);
  const scope = openTimeoutScope(engine.timers, signal, limitMs);
  try {
    return await readText(response.clone(), scope.signal);
  } catch (cause) {
    if (signal?.aborted) throw error("aborted", "the caller's signal was aborted", { cause: signal.reason });
    const code = scope.isExpired && ms <= MAX_BODY_MS ? "timeout" : "unavailable";
    const problem = "the job is not known, since the body of the start call's response did not arrive";
    const reason = scope.isExpired ? `${problem} within ${limitMs} ms` : withReason(problem, cause);
    throw error(code, reason, { cause });
  } finally {
    scope.close();
  }
}
