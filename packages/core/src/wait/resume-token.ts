import type { ResumeToken } from "../model/resume-token.ts";
import type { JobPoller } from "./job-poller.ts";

/** The token to go on from. */
export function resumeTokenFrom({ context, id, memory }: Pick<JobPoller, "context" | "id" | "memory">): ResumeToken {
  const { startedAtMs, notBeforeMs, polls, failures, maxLatencyMs, samples } = memory;
  const { contract, operationName } = context;
  return {
    resumeToken: 1,
    provider: contract.provider,
    id,
    ...(operationName !== undefined && { operation: operationName }),
    startedAtMs,
    notBeforeMs: Math.max(0, notBeforeMs),
    polls,
    failures,
    maxLatencyMs,
    samples,
  };
}
