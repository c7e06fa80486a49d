import type { ClientContext } from "../context/client-context.ts";

/** A request of the caller's own, read whole so that it can be sent with any `fetch`, and again. */
export interface OwnRequest {
  readonly url: URL;
  readonly method: string;
  readonly headers: Headers;
  readonly signal: AbortSignal;
  readonly body?: string | ArrayBuffer;
}

/**
 * Reads what a caller passed in place of a request.
 *
 * @throws JobStatusError - `invalid-request`: it goes to another origin than the client's, or makes no request.
 */
export async function readOwnRequest(
  { server, error }: ClientContext,
  input: string | URL | Request,
  init: RequestInit | undefined,
): Promise<OwnRequest> {
  const { origin } = new URL(server.baseUrl);
  const given = input instanceof Request ? input.url : String(input);
  // Without a scheme it is a path, and appended: `//host` is none.
  const text = /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(given) ? given : `${server.baseUrl}/${given.replace(/^\//, "")}`;
  const url = URL.canParse(text, origin) ? new URL(text, origin) : undefined;
  if (url?.origin !== origin) throw error("invalid-request", `credentials go to ${origin} only`);
  let request: Request;
  try {
    request = new Request(input instanceof Request ? input : url, init);
  } catch {
    // The runtime's own error shows headers and URL, so it isn't kept as the cause.
    throw error("invalid-request", "the options of the request are invalid; check method, headers, body and the URL");
  }
  const { method, headers, signal } = request;
  const bytes = await request.arrayBuffer();
  return { url, method, headers, signal, ...(bytes.byteLength > 0 && { body: textOrBytes(bytes, headers) }) };
}

/** Text stays text, for the `fetch` that takes nothing else. Without a type it would be sent as one of text. */
function textOrBytes(bytes: ArrayBuffer, headers: Headers): string | ArrayBuffer {
  if (!headers.has("Content-Type")) return bytes;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return bytes;
  }
}
