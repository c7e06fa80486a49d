import { isObject } from "../response/pointer.ts";
import type { ClientContext } from "../context/client-context.ts";
import type { ResumeToken, PollSample } from "../model/resume-token.ts";
import { jobIdFrom } from "../request/job-request.ts";
import { readReference } from "./ids-from-reference.ts";
import type { JobReference } from "./job-reference.ts";

/** A job that is to be asked for, and where to go on from. */
export interface Job {
  readonly id: string;
  readonly token?: ResumeToken | undefined;
}

/**
 * The job that a caller names.
 *
 * @throws JobStatusError - `invalid-request`: it names none of this provider's, or more than one; `no-job`: it says that none
 *   was started.
 */
export function jobFrom(context: ClientContext, job: JobReference): Job {
  if (!isObject(job) || !("resumeToken" in job)) return { id: readReference(context, job) };
  const token = readResumeToken(context, job);
  return { id: jobIdFrom(context, token.id), token };
}

/**
 * The token that a caller gave in place of a job.
 *
 * @throws JobStatusError - `invalid-request`: a token of another version or of another provider, or a broken one.
 */
function readResumeToken({ contract, error }: ClientContext, token: object): ResumeToken {
  const job: Readonly<Record<string, unknown>> = { ...token };
  const { resumeToken, provider, id, samples } = job;
  const refuse = (problem: string) => error("invalid-request", `the resume token ${problem}`);
  if (resumeToken !== 1)
    throw refuse(`has the version ${JSON.stringify(resumeToken)}, and this release reads version 1`);
  if (provider !== contract.provider) throw refuse(`is for ${JSON.stringify(provider)}`);
  const numbers = ["startedAtMs", "notBeforeMs", "polls", "failures", "maxLatencyMs"] as const;
  const isWhole =
    numbers.every((name) => isQuantity(job[name])) && Array.isArray(samples) && samples.every(isPollSample);
  if (typeof id !== "string" || !isWhole) throw refuse("is broken; make a new one");
  const [startedAtMs = 0, notBeforeMs = 0, polls = 0, failures = 0, maxLatencyMs = 0] = numbers.map((name) =>
    Number(job[name]),
  );
  return { resumeToken, provider, id, startedAtMs, notBeforeMs, polls, failures, maxLatencyMs, samples };
}

function isPollSample(value: unknown): value is PollSample {
  if (!isObject(value) || !isQuantity(value["elapsedMs"]) || typeof value["state"] !== "string") return false;
  return value["fraction"] === undefined || isQuantity(value["fraction"]);
}

/** Less than nothing would make a schedule spin. */
function isQuantity(value: unknown): boolean {
  return typeof value === "number" && value >= 0 && value < Infinity;
}
