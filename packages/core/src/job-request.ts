import type { Contract } from "./contract.ts";
import { JobStatusError } from "./job-status-error.ts";
import type { Origin } from "./origin.ts";

/** A job's id as a caller may have it. A number has to be a safe integer: a longer one has already lost digits. */
export type JobId = string | number | bigint;

/** The request that asks for one job's status, before credentials. */
export interface JobRequest {
  readonly url: string;
  readonly method: "GET" | "POST";
  readonly body?: string;
}

/**
 * The text of a job's id.
 *
 * @throws JobStatusError - `invalid-request`: the id cannot be one of this provider's.
 */
export function jobIdFrom(contract: Contract, job: JobId): string {
  const { type, in: place } = contract.request.id;
  const id = typeof job === "number" && !Number.isSafeInteger(job) ? "" : `${job}`;
  const reject = (problem: string) =>
    new JobStatusError("invalid-request", problem, { provider: contract.provider, operation: contract.operation });
  if (!/^(?:string|number|bigint)$/.test(typeof job) || id === "") {
    throw reject(
      "a job is named by its id: text that is not empty, a bigint, or an integer that a number holds exactly",
    );
  }
  if (type === "integer" && !/^\d+$/.test(id)) throw reject(`the id ${JSON.stringify(id)} has to be an integer`);
  // URLs resolve these two, however they are encoded, so they can be no segment of a path (WHATWG URL, 4.1).
  if (place === "path" && /^\.\.?$/.test(id)) throw reject(`the id ${JSON.stringify(id)} cannot stand in a URL`);
  if (/\p{Surrogate}/u.test(id)) throw reject("the id holds half a character (a lone surrogate)");
  return id;
}

/** The request that asks for the status of the job with this id. The id becomes one segment, whatever it holds. */
export function createJobRequest(contract: Contract, origin: Origin, id: string): JobRequest {
  const { method, path, id: place } = contract.request;
  const values = place.in === "path" ? { ...origin.variables, [place.name]: id } : origin.variables;
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ""));
  const query = place.in === "query" ? `?${encodeURIComponent(place.name)}=${encodeURIComponent(id)}` : "";
  const url = origin.baseUrl + filled + query;
  if (place.in !== "body") return { url, method };
  // Written by hand, since a number in JavaScript could not carry every digit of an integer.
  return { url, method, body: `{${JSON.stringify(place.name)}:${place.type === "integer" ? id : JSON.stringify(id)}}` };
}
