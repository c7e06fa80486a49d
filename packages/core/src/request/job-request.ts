import type { ResponseFormat } from "../response/response-format.ts";
import type { ClientContext } from "../context/client-context.ts";
import type { Contract, ContractRequest } from "../contract/contract.ts";
import { type Server, isSegment, isWellFormed } from "../context/server.ts";
import { textFrom } from "../response/pointer.ts";

/** A job's ID. A number must be a safe integer: a longer one has already lost digits. */
export type JobId = string | number | bigint;

/** The request for one job's status, before credentials. */
export interface JobRequest {
  readonly url: string;
  readonly method: string;
  readonly body?: string;
}

/**
 * The text of a job's id.
 *
 * @throws JobStatusError - `invalid-request`: the id cannot be one of this provider's.
 */
export function jobIdFrom({ contract, error }: ClientContext, job: JobId): string {
  const { type, in: place } = contract.request.id;
  const id = typeof job === "number" && !Number.isSafeInteger(job) ? "" : textFrom(job);
  const shown = JSON.stringify(id);
  if (!id)
    throw error("invalid-request", "a job's id must be text, a bigint, or an integer that a number holds exactly");
  // An id that a caller names is opaque text: its pattern is for what a link or a body names.
  if (type === "integer" && !isInteger(id)) {
    throw error("invalid-request", `the id ${shown} must be an integer, in digits without a zero in front`);
  }
  if (!(place === "path" ? isSegment(id) : isWellFormed(id))) {
    throw error("invalid-request", `the id ${shown} cannot stand in a URL`);
  }
  return id;
}

/** Says whether a text has the form of this provider's ids: an integer, or text that matches their pattern. */
export function isJobId({ id: { type, pattern = "" } }: ContractRequest, text: string): boolean {
  return type === "integer" ? isInteger(text) : new RegExp(pattern, "u").test(text);
}

/** JSON has no integer with a zero in front (RFC 8259 section 6). */
function isInteger(text: string): boolean {
  return /^(?:0|[1-9]\d*)$/.test(text);
}

/** The request for the status of the job with this id. The id becomes one segment, whatever it holds. */
export function createJobRequest(contract: Contract, server: Server, id: string, format?: ResponseFormat): JobRequest {
  const { method, path, id: place, members = [] } = contract.request;
  const values = place.in === "path" ? { ...server.variables, [place.name]: id } : server.variables;
  const query = place.in === "query" ? `?${encodeURIComponent(place.name)}=${encodeURIComponent(id)}` : "";
  const url = server.baseUrl + fillPath(path, values) + query;
  if (place.in !== "body") return { url, method };
  const filled = members.flatMap((name): [string, string][] => {
    const value = server.variables[name];
    return value === undefined ? [] : [[name, value]];
  });
  if (format) return { url, method, body: format.createBody(id, Object.fromEntries(filled)) };
  const texts = filled.map(([name, value]) => `,${JSON.stringify(name)}:${JSON.stringify(value)}`).join("");
  // Written by hand, since a number in JavaScript could not carry every digit of an integer.
  const idText = place.type === "integer" ? id : JSON.stringify(id);
  return { url, method, body: `{${JSON.stringify(place.name)}:${idText}${texts}}` };
}

/** A path with its variables filled in, each as one segment or a part of one. */
export function fillPath(path: string, values: Readonly<Record<string, string>>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ""));
}
