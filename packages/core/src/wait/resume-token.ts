import { wallNow } from "../async/clock.ts";
import type { ResumeToken } from "../model/resume-token.ts";
import { accountOf } from "../context/server.ts";
import { fingerprintOf } from "./fingerprint-of.ts";
import type { JobPoller } from "./job-poller.ts";

/** The token with which the wait for a poller's job can be resumed. */
export function resumeTokenFrom({ context, id, state }: Pick<JobPoller, "context" | "id" | "state">): ResumeToken {
  const { polls, failures, lastStatus, maxLatencyMs, nextPath, samples } = state;
  const fingerprint = lastStatus ? fingerprintOf(lastStatus) : state.fingerprint;
  const { contract, operationName } = context;
  const nowMs = context.engine.timers.now();
  const createdAtMs = wallNow(context.clock);
  return {
    resumeToken: 1,
    provider: contract.provider,
    account: accountOf(context),
    id,
    ...(operationName !== undefined && { operation: operationName }),
    startedAtMs: createdAtMs - (nowMs - state.startedMs),
    createdAtMs,
    minDelayMs: Math.max(
      0,
      state.notBeforeMs - nowMs,
      (state.unrecorded?.sentMs !== undefined && contract.minPollIntervalMs) || 0,
    ),
    polls,
    failures,
    outageMs: state.failingSinceMs === undefined ? 0 : nowMs - state.failingSinceMs,
    unchangedMs: Math.max(0, nowMs - state.changedMs),
    ...(fingerprint !== undefined && { fingerprint }),
    ...(nextPath !== undefined && { nextPath }),
    maxLatencyMs,
    samples,
  };
}
