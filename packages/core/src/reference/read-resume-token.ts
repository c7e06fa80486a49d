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
  const account = accountOf(context);
  const job: Readonly<Record<string, unknown>> = { ...token };
  const { resumeToken, provider, account: given = account, id, operation, samples, fingerprint, nextPath } = job;
  const refuse = (problem: string) => error("invalid-request", `the resume token ${problem}`);
  if (resumeToken !== 1)
    throw refuse(`has the version ${JSON.stringify(resumeToken)}, and this release reads version 1`);
  if (provider !== contract.provider) throw refuse(`is for ${JSON.stringify(provider)}`);
  if (given !== account) throw refuse(`is for ${JSON.stringify(given)}; use its client`);
  const isWhole =
    QUANTITIES.every((name) => isQuantity(job[name])) && Array.isArray(samples) && samples.every(isPollSample);
  const isNamed = [operation, fingerprint].every((text) => text === undefined || typeof text === "string");
  // Behind an origin, anything else could name another host.
  const staysHere = nextPath === undefined || (typeof nextPath === "string" && nextPath.startsWith("/"));
  if (typeof id !== "string" || !isNamed || !isWhole || !staysHere) throw refuse("is damaged; make a new one");
  return { ...(token as ResumeToken), account };
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
