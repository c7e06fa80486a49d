import { isObject } from "../response/pointer.ts";
import type { ClientContext } from "../context/client-context.ts";
import { accountOf } from "../context/server.ts";
import type { ResumeToken, PollSample } from "../model/resume-token.ts";

/**
 * The token that a caller gave in place of a job.
 *
 * @throws JobStatusError - `invalid-request`: a token of another version, provider or account, or a broken one.
 */
export function readResumeToken(context: ClientContext, token: object): ResumeToken {
  const { contract, error } = context;
  const job: Readonly<Record<string, unknown>> = { ...token };
  const { resumeToken, provider, account = accountOf(context), id, operation, samples, fingerprint } = job;
  const refuse = (problem: string) => error("invalid-request", `the resume token ${problem}`);
  if (resumeToken !== 1)
    throw refuse(`has the version ${JSON.stringify(resumeToken)}, and this release reads version 1`);
  if (provider !== contract.provider) throw refuse(`is for ${JSON.stringify(provider)}`);
  if (account !== accountOf(context)) throw refuse(`is for ${JSON.stringify(account)}; use its client`);
  const numbers = Object.fromEntries(QUANTITIES.map((name) => [name, job[name]]));
  const isWhole = Object.values(numbers).every(isQuantity) && Array.isArray(samples) && samples.every(isPollSample);
  const isNamed = [operation, fingerprint].every((text) => text === undefined || typeof text === "string");
  if (typeof id !== "string" || !isNamed || !isWhole) throw refuse("is damaged; make a new one");
  return {
    ...(numbers as Record<(typeof QUANTITIES)[number], number>),
    resumeToken,
    provider,
    account,
    id,
    samples,
    ...(typeof operation === "string" && { operation }),
    ...(typeof fingerprint === "string" && { fingerprint }),
  };
}

const QUANTITIES = [
  "startedAtMs",
  "createdAtMs",
  "minDelayMs",
  "polls",
  "failures",
  "outageMs",
  "unchangedMs",
  "maxLatencyMs",
] as const satisfies readonly (keyof ResumeToken)[];

function isPollSample(value: unknown): value is PollSample {
  if (!isObject(value) || !isQuantity(value["elapsedMs"]) || typeof value["state"] !== "string") return false;
  return value["fraction"] === undefined || isQuantity(value["fraction"]);
}

/** Less than nothing would make a schedule spin. */
function isQuantity(value: unknown): boolean {
  return typeof value === "number" && value >= 0 && value < Infinity;
}
