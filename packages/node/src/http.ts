import type { FetchInit } from "@jobstatus/core";
import { NodeResponse } from "./node-response.ts";
import { textOrBytes } from "./text-or-bytes.ts";

export type { NodeHeaders } from "./node-headers.ts";
export type { NodeResponse } from "./node-response.ts";

/**
 * Sends a request over `node:http` or `node:https`, and follows no redirect. It is a `fetch` for the option `fetch` of a client in a program
 * that sends few requests and must start quickly, such as a command: it loads neither Node's own `fetch` nor undici, and both take longer
 * than a request. It goes through no proxy.
 *
 * @param input - The URL.
 * @returns The response, when its headers are there.
 * @throws The signal's reason, or why there is no response.
 */
export function httpFetch(input: string, { method, headers, signal, body }: FetchInit): Promise<NodeResponse> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const url = new URL(input);
    // An import would load all that the module exports, Node's `fetch` included.
    const { request } = process.getBuiltinModule(url.protocol === "https:" ? "node:https" : "node:http");
    request(url, { method, headers, signal })
      .on("response", (response) => {
        resolve(new NodeResponse(input, response.statusCode ?? 0, response.headersDistinct, response));
      })
      .on("error", (error) => reject(signal.aborted ? (signal.reason as Error) : error))
      .end(textOrBytes(body));
  });
}
