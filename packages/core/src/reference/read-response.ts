import { decode } from "../response/decode.ts";
import type { ClientContext } from "../context/client-context.ts";
import { JobStatusError } from "../model/job-status-error.ts";
import { type JobId, jobIdFrom } from "../request/job-request.ts";
import { openTimeoutScope } from "../async/timeout-scope.ts";
import { abortable } from "../async/abortable.ts";
import { idsIn } from "./ids-from-reference.ts";
import { startError, unknownShape } from "./start-error.ts";
import { readText } from "../request/read-text.ts";

/** How long the body of a start call's response may take to arrive. */
const MAX_BODY_MS = 30_000;

/**
 * The ids of the jobs in the response of a start call, each once: from its `Location`, or else from its body. The body stays
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
): Promise<string[]> {
  const { error } = context;
  const { status: httpStatus, headers, bodyUsed } = response;
  const location = headers.get("Location");
  let refusal = false;
  let ids: unknown[] = [];
  if (httpStatus < 400) {
    try {
      ids = idsIn(context, ({ from }) => from !== "body" && location);
    } catch (cause) {
      if (!(cause instanceof JobStatusError && cause.code === "no-job")) throw cause;
      // The body says why there is no job.
      refusal = true;
    }
  }
  if (ids.length === 0) {
    const { format } = context.options;
    const startFormat = format && { read: (body: string) => format.parseStartResponse(body) };
    const text = bodyUsed ? "" : await readBody(context, response, signal, ms);
    const body = bodyUsed ? undefined : decode(text, startFormat);
    if (refusal || httpStatus >= 400) throw startError(context, { body, text, httpStatus });
    ids = idsIn(context, ({ from }) => from === "body" && body);
    if (ids.length === 0) {
      if (!bodyUsed) throw unknownShape(context, body);
      throw error("invalid-request", "the body of the start call's response was read already; pass what it decoded to");
    }
  }
  return [...new Set(ids.map((id) => jobIdFrom(context, id as JobId)))];
}

async function readBody(
  { clock, error }: ClientContext,
  response: Response,
  signal: AbortSignal | undefined,
  ms: number,
): Promise<string> {
  const scope = openTimeoutScope(clock, signal, Math.min(ms, MAX_BODY_MS));
  try {
    return await abortable(readText(response.clone(), scope.signal), scope.signal);
  } catch (cause) {
    if (signal?.aborted) throw error("aborted", "the caller's signal was aborted", { cause: signal.reason });
    const code = scope.isExpired() && ms <= MAX_BODY_MS ? "timeout" : "unavailable";
    throw error(
      code,
      "the body of the start call's response did not arrive, so the job that it may name is not known; see the cause",
      { cause },
    );
  } finally {
    scope.close();
  }
}
