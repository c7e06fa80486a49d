import type { Clock } from "@jobstatus/core";
import type { CaseClient } from "./client-under-test.ts";
import { outcomeFromError, outcomeFromStatus } from "./outcome.ts";
import type { PlannedCall } from "./suite-case.ts";
import type { Outcome } from "./trace.ts";

/** Makes one call of a case, at its moment and with its abort, and reports what came out. */
export async function performCall(
  { atMs = 0, abortAtMs, call, deadlineMs, requireSuccess }: PlannedCall,
  { client, job, clock, startMs }: { client: CaseClient; job: string; clock: Clock; startMs: number },
): Promise<Outcome> {
  if (atMs > 0) await clock.sleep(atMs, new AbortController().signal);
  const caller = new AbortController();
  const { signal } = caller;
  if (abortAtMs !== undefined) {
    // An abort after the end is part of the case too: it is not called off.
    void clock
      .sleep(abortAtMs - atMs, new AbortController().signal)
      .then(() => caller.abort(new Error("the caller has lost interest")));
  }
  const nowMs = () => clock.now() - startMs;
  const terms = {
    ...(deadlineMs !== undefined && { deadlineMs }),
    ...(requireSuccess !== undefined && { requireSuccess }),
  };
  try {
    const status = await (call === "status" ? client.status(job, { signal }) : client.wait(job, { signal, ...terms }));
    return outcomeFromStatus(status, nowMs());
  } catch (error) {
    return outcomeFromError(error, nowMs());
  }
}
