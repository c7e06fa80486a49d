import type { Fetch } from "../context/client-options.ts";
import type { Clock } from "../async/clock.ts";

/** One response of a script. A body that isn't text is sent as JSON. */
export interface ScriptedResponse {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** How long the response takes, in milliseconds. */
  readonly takesMs?: number;
  /** Never responds, or sends the head and never the body; then only an abort ends it. */
  readonly hangs?: "request" | "body";
  /** Fails as `fetch` does when there is no connection. */
  readonly fails?: Error;
}

/** One request that was sent. */
export interface RecordedRequest {
  readonly url: string;
  readonly method: string | undefined;
  readonly headers: Headers;
  readonly body: unknown;
  readonly redirect: string | undefined;
  readonly cache: string | undefined;
  readonly atMs: number;
  /** When `fetch` came back, with a response or an error; undefined while it is under way. */
  endedMs: number | undefined;
}

/** The responses of a script: one after the other, the last one for ever, or whatever a provider says to a request. */
export type Script = readonly ScriptedResponse[] | ((request: RecordedRequest) => ScriptedResponse);

/** A fetch that gives the responses of a script. */
export interface ScriptedFetch {
  readonly fetch: Fetch;
  readonly requests: RecordedRequest[];
  /** How many requests are under way now, and how many were at once at most. */
  readonly load: { now: number; most: number };
}

/** Creates a fetch that gives the responses of a script, and records its requests. */
export function createScriptedFetch(clock: Clock, script: Script): ScriptedFetch {
  const requests: RecordedRequest[] = [];
  const load = { now: 0, most: 0 };

  const responseTo = async (response: ScriptedResponse, signal: AbortSignal): Promise<Response> => {
    const { status = 200, headers = {}, body = "", takesMs, hangs, fails } = response;
    if (takesMs !== undefined) await clock.sleep(takesMs, signal);
    if (hangs === "request") await untilAborted(signal);
    if (fails) throw fails;
    const text = typeof body === "string" ? body : JSON.stringify(body);
    return new Response(hangs === "body" ? neverEnding(text, signal) : text, { status, headers });
  };

  return {
    requests,
    load,
    async fetch(url, { method, headers, body, redirect, cache, signal }) {
      const recorded: RecordedRequest = {
        url,
        method,
        headers: new Headers(headers),
        body,
        redirect,
        cache,
        atMs: clock.now(),
        endedMs: undefined,
      };
      requests.push(recorded);
      const response =
        typeof script === "function" ? script(recorded) : (script[Math.min(requests.length, script.length) - 1] ?? {});
      load.now += 1;
      load.most = Math.max(load.most, load.now);
      try {
        return await responseTo(response, signal);
      } finally {
        load.now -= 1;
        recorded.endedMs = clock.now();
      }
    },
  };
}

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

function neverEnding(text: string, signal: AbortSignal): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(text));
      signal.addEventListener("abort", () => controller.error(signal.reason), { once: true });
    },
  });
}
