import type { Fetch } from "../client/client-options.ts";
import type { Clock } from "../wait/clock.ts";

/** One answer of a script. A body that is no text is sent as JSON. */
export interface ScriptedAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** How long the answer takes, in milliseconds. */
  readonly takesMs?: number;
  /** Never answers, or sends the head and never the body; then only an abort ends it. */
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
  readonly atMs: number;
}

/** A fetch that gives the answers of a script. */
export interface ScriptedFetch {
  readonly fetch: Fetch;
  readonly requests: RecordedRequest[];
  /** How many requests are under way now, and how many were at once at most. */
  readonly load: { now: number; most: number };
}

/** Creates a fetch that gives one answer after the other, the last one for ever, and records what it was asked. */
export function createScriptedFetch(clock: Clock, answers: readonly ScriptedAnswer[]): ScriptedFetch {
  const requests: RecordedRequest[] = [];
  const load = { now: 0, most: 0 };

  const answerTo = async (answer: ScriptedAnswer, signal: AbortSignal): Promise<Response> => {
    const { status = 200, headers = {}, body = "", takesMs, hangs, fails } = answer;
    if (takesMs !== undefined) await clock.sleep(takesMs, signal);
    if (hangs === "request") await untilAborted(signal);
    if (fails) throw fails;
    const text = typeof body === "string" ? body : JSON.stringify(body);
    return new Response(hangs === "body" ? neverEnding(text, signal) : text, { status, headers });
  };

  return {
    requests,
    load,
    async fetch(input, init = {}) {
      const request = typeof input === "string" ? { ...init, url: input } : input;
      const { url, method, body, redirect } = request;
      requests.push({ url, method, headers: new Headers(request.headers), body, redirect, atMs: clock.now() });
      const answer = answers[Math.min(requests.length, answers.length) - 1] ?? {};
      load.now += 1;
      load.most = Math.max(load.most, load.now);
      try {
        return await answerTo(answer, request.signal ?? new AbortController().signal);
      } finally {
        load.now -= 1;
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
