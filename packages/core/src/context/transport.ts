import { isObject } from "../response/pointer.ts";
import type { Fetch, FetchInit } from "./client-options.ts";

/** A request beside its URL. Each `fetch` takes bytes, but the types of undici and of node-fetch name different ones. */
export interface TransportInit extends Omit<FetchInit, "body" | "cache"> {
  readonly body?: string | ArrayBuffer;
  readonly cache?: NonNullable<RequestInit["cache"]>;
}

/** Sends the requests of a client. A method, since its parameters are wider than those of a {@link Fetch}. */
export interface Transport {
  /** Sends a request. What comes back is for {@link checkedResponse}. */
  fetch(input: string, init: TransportInit): unknown;
}

/** Sends requests with the caller's function, or with the global `fetch`. */
export function transportFrom(given: Fetch = (input, init) => globalThis.fetch(input, init)): Transport["fetch"] {
  const sender: Transport = { fetch: given };
  return (input, init) => sender.fetch(input, init);
}

/**
 * What a transport gave, if it is a response.
 *
 * @throws TypeError - It is none.
 */
export function checkedResponse(value: unknown): Response {
  if (isResponse(value)) return value;
  throw new TypeError('the option "fetch" must return a promise of a Response');
}

/** A stream of the Fetch Standard as the body is not required: the body is read in the way that it offers. */
function isResponse(value: unknown): value is Response {
  return (
    isObject(value) &&
    typeof value["status"] === "number" &&
    typeof value["text"] === "function" &&
    isObject(value["headers"])
  );
}
