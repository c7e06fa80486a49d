import type { ClientContext } from "../client/client-context.ts";
import { isObject } from "../answer/pointer.ts";
import type { Conversation } from "./conversation.ts";
import type { Sighting } from "./schedules/schedule.ts";

/**
 * What is needed to go on waiting for a job elsewhere or later: plain JSON, and no secret in it. Pass it to `wait`, `watch`, `status`
 * or `step` in place of the job. `resume-token.schema.json` describes it.
 */
export interface ResumeToken {
  /** The version of this form. */
  readonly resumeToken: 1;
  /** The provider's name. */
  readonly provider: string;
  /** The job's id. */
  readonly id: string;
  /** When the waiting began, in milliseconds since 1970. */
  readonly beganMs: number;
  /** The moment before which the provider may not be asked, in milliseconds since 1970; 0 where it does not mind. */
  readonly notBeforeMs: number;
  /** How many statuses were seen. */
  readonly polls: number;
  /** How many questions failed since the last status. */
  readonly failures: number;
  /** How long the slowest answer took, in milliseconds. */
  readonly slowestMs: number;
  /** What the schedule has learned from. */
  readonly seen: readonly Sighting[];
}

/** A job that is to be asked for, and where to go on from. */
export interface Job {
  readonly id: string;
  readonly token?: ResumeToken | undefined;
}

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
    seen: seen.slice(),
  };
}

/**
 * The token in what a caller gave as a job, or undefined where it is none.
 *
 * @throws JobStatusError - `invalid-request`: a token of another version or of another provider, or a broken one.
 */
export function readResumeToken({ contract, error }: ClientContext, job: unknown): ResumeToken | undefined {
  if (!isObject(job) || !("resumeToken" in job)) return undefined;
  const { resumeToken, provider, id, seen } = job;
  const refuse = (problem: string) => error("invalid-request", `the resume token ${problem}`);
  if (resumeToken !== 1)
    throw refuse(`has the version ${JSON.stringify(resumeToken)}, and this release reads version 1`);
  if (provider !== contract.provider) throw refuse(`is for ${JSON.stringify(provider)}`);
  const numbers = ["beganMs", "notBeforeMs", "polls", "failures", "slowestMs"] as const;
  const isWhole = numbers.every((name) => Number.isFinite(job[name])) && Array.isArray(seen) && seen.every(isSighting);
  if (typeof id !== "string" || !isWhole) throw refuse("is broken; make a new one");
  const [beganMs = 0, notBeforeMs = 0, polls = 0, failures = 0, slowestMs = 0] = numbers.map((name) =>
    Number(job[name]),
  );
  return { resumeToken, provider, id, beganMs, notBeforeMs, polls, failures, slowestMs, seen };
}

function isSighting(value: unknown): value is Sighting {
  return isObject(value) && Number.isFinite(value["elapsedMs"]) && typeof value["state"] === "string";
}
