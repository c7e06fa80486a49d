import type { Clock } from "@jobstatus/core";
import type { CaseClient } from "./client-under-test.ts";
import { outcomeFromError, outcomeFromStatus, outcomeOfEnd } from "./outcome.ts";
import type { PlannedCall } from "./suite-case.ts";
import type { Outcome } from "./trace.ts";

/** Where a call is made. */
export interface CallStage {
  readonly client: CaseClient;
  /** The id of the case's job. */
  readonly job: string;
  readonly clock: Clock;
  /** When the case began. */
  readonly startMs: number;
}

/** Makes one call of a case, at its moment and with its abort, and reports what came out. */
export async function performCall(
  { atMs = 0, abortAtMs, call, job: named, reference, timeoutMs, requireSuccess }: PlannedCall,
  { client, job: common, clock, startMs }: CallStage,
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
    signal,
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(requireSuccess !== undefined && { requireSuccess }),
    ...(reference && { reference }),
  };
  const job = reference ? "" : (named ?? common);
  try {
    if (call === "logout") {
      if (!client.logout) throw new Error("the client has no way to log out");
      await client.logout({ signal });
      return outcomeOfEnd(nowMs());
    }
    return outcomeFromStatus(await client[call](job, terms), nowMs());
  } catch (error) {
    return outcomeFromError(error, nowMs());
  }
}
