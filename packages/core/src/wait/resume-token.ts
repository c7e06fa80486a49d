import type { ResumeToken } from "../model/resume-token.ts";
import type { Conversation } from "./conversation.ts";

/** The token to go on from. */
export function resumeTokenFrom({ context, id, memory }: Pick<Conversation, "context" | "id" | "memory">): ResumeToken {
  const { beganMs, notBeforeMs, polls, failures, slowestMs, seen } = memory;
  return {
    resumeToken: 1,
    provider: context.contract.provider,
    id,
    beganMs,
    notBeforeMs: Math.max(0, notBeforeMs),
    polls,
    failures,
    slowestMs,
    seen,
  };
}
