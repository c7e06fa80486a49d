import type { ClientContext } from "../context/client-context.ts";
import type { ContractRequest } from "../contract/contract.ts";
import { isSegment, isWellFormed } from "../context/server.ts";
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
  const { type, in: place, slashes } = contract.request.id;
  const id = typeof job === "number" && !Number.isSafeInteger(job) ? "" : textFrom(job);
  if (!id)
    throw error("invalid-request", "a job's id must be text, a bigint, or an integer that a number holds exactly");
  // An id that a caller names is opaque text: its pattern is for what a link or a body names.
  if (type === "integer" && !isInteger(id)) {
    throw error(
      "invalid-request",
      `the id ${JSON.stringify(id)} must be an integer, in digits without a zero in front`,
    );
  }
  if (!(place === "path" ? (slashes ? id.split("/") : [id]).every(isSegment) : isWellFormed(id))) {
    throw error("invalid-request", `the id ${JSON.stringify(id)} cannot stand in a URL`);
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

/** The request for the status of the job with this id. In a path the id becomes one segment, whatever it holds. */
export function createJobRequest(
  { contract: { request }, server: { baseUrl, variables }, parts, options }: JobRequestContext,
  id: string,
): JobRequest {
  const { method, path, id: place } = request;
  const url = baseUrl + fillPath(path, variables, place.in === "path" ? place.name : "?", id);
  const body = parts.createBody?.(request, variables, id, options.format);
  return body === undefined ? { url, method } : { url, method, body };
}

/** Names a job across clients: for the provider's limit for each job, and for queues and stores. */
export function jobRequestKey({ url }: JobRequest, id: string): string {
  return `${url} ${id}`;
}

/** What a request is made from. */
export type JobRequestContext = Pick<ClientContext, "contract" | "server" | "parts" | "options">;

/**
 * A path and a query with their variables filled in, each as one segment or a part of one; `{+name}` as several segments.
 *
 * @param idName - The variable whose value is `id`: each poll fills one, and an object of all values would take as long as the rest.
 */
export function fillPath(path: string, values: Readonly<Record<string, string>>, idName?: string, id?: string): string {
  const parts = partsOfPath.get(path) ?? path.split(/\{([^{}]+)\}/);
  partsOfPath.set(path, parts);
  let filled = "";
  let isName = false;
  for (const part of parts) {
    if (isName) {
      const isSegments = part.startsWith("+");
      const name = isSegments ? part.slice(1) : part;
      const text = encodeURIComponent((name === idName ? id : values[name]) ?? "");
      filled += isSegments ? text.replaceAll("%2F", "/") : text;
    } else filled += part;
    isName = !isName;
  }
  return filled;
}

/** What a contract's paths consist of, texts and names in turn: every request fills one. */
const partsOfPath = new Map<string, readonly string[]>();
