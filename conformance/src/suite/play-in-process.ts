import type { Clock } from "@jobstatus/core";
import { createVirtualClock } from "@jobstatus/core/virtual-clock";
import { toResponse } from "../scripted-fetch.ts";
import { CASE_START_MS, lengthOf } from "./case-time.ts";
import type { ClientUnderTest } from "./client-under-test.ts";
import { variablesOf } from "./credentials.ts";
import { fillCall } from "./fill-call.ts";
import { performCall } from "./perform-call.ts";
import { Script, labelOf } from "./script.ts";
import { operationAt } from "./session-request.ts";
import type { Operation, Step, SuiteCase } from "./suite-case.ts";
import type { Exchange, Outcome, Trace } from "./trace.ts";

const BASE_URL = "https://provider.example.org";
const ELSEWHERE = "https://elsewhere.example.net";
/** More requests than this are a hot loop: no case needs as many. */
const MAX_REQUESTS = 100;
/** How much longer than a case a client may take, before it hangs. */
const PATIENCE_MS = 300_000;
/** How long is waited for what a client does after the end. */
const QUIET_MS = 120_000;

/** Plays a case for a client in this process, in virtual time. */
export async function playInProcess(one: SuiteCase, client: ClientUnderTest): Promise<Trace> {
  const clock = createVirtualClock(CASE_START_MS);
  let stop: (error: Error) => void = () => undefined;
  const stopped = new Promise<never>((_, reject) => (stop = reject));
  const stage: Stage = { one, clock, script: new Script(one), exchanges: [], stop };
  const { provider, job, credentials, format, operation } = one;
  const subject = client.create({
    provider,
    baseUrl: BASE_URL,
    credentials,
    variables: variablesOf(provider),
    ...(format && { format }),
    ...(operation !== undefined && { operation }),
    fetch: (input, init) => respond(stage, input, init),
    clock,
    timeFactor: 0,
  });
  const outcomes: (Outcome | undefined)[] = one.calls.map(() => undefined);
  const calls = one.calls.map(async (call, place) => {
    outcomes[place] = await performCall(fillCall(call, BASE_URL, ELSEWHERE), {
      client: subject,
      job,
      clock,
      startMs: CASE_START_MS,
    });
  });
  let trouble: string | undefined;
  try {
    await clock.run(Promise.race([Promise.all(calls), stopped, failAfter(clock, lengthOf(one) + PATIENCE_MS)]));
    await clock.advance(QUIET_MS);
  } catch (error) {
    trouble = `the client hangs: ${error instanceof Error ? error.message : String(error)}`;
  }
  return { exchanges: stage.exchanges, outcomes, ...(trouble !== undefined && { trouble }) };
}

async function failAfter(clock: Clock, ms: number): Promise<never> {
  await clock.sleep(ms, new AbortController().signal);
  throw new Error(`it had not come to an end after ${ms} ms`);
}

interface Stage {
  readonly one: SuiteCase;
  readonly clock: Clock;
  readonly script: Script;
  readonly exchanges: Exchange[];
  /** Ends the case. */
  readonly stop: (error: Error) => void;
}

async function respond(stage: Stage, input: string | Request, init: RequestInit = {}): Promise<Response> {
  const { one, clock, script, exchanges, stop } = stage;
  const request = new Request(input, init);
  const { signal } = request;
  const nowMs = () => clock.now() - CASE_START_MS;
  const { origin, pathname, search } = new URL(request.url);
  const body = await request.text();
  // Nothing is sent for a caller that has given up already.
  signal.throwIfAborted();
  if (exchanges.length >= MAX_REQUESTS) stop(new Error(`it has sent ${MAX_REQUESTS} requests`));
  const foreign = origin !== BASE_URL;
  const operation = operationAt(one.provider, pathname);
  const step = stepFor(stage, operation, foreign, nowMs());
  const exchange: Exchange = {
    sentMs: nowMs(),
    request: {
      method: request.method,
      path: pathname + search,
      headers: Object.fromEntries(request.headers),
      ...(body !== "" && { body }),
    },
    operation,
    session: script.session,
    foreign,
    response: labelOf(step),
  };
  exchanges.push(exchange);
  const end = (givenUp: boolean) => {
    if (exchange.endedMs !== undefined) return;
    exchange.endedMs = nowMs();
    if (givenUp) exchange.givenUp = true;
  };
  signal.addEventListener("abort", () => end(true));
  // A client that never sleeps must not keep the test from ever running again.
  await new Promise((resolve) => setImmediate(resolve));
  if (step.delayMs !== undefined) await clock.sleep(step.delayMs, signal);
  if (step.fault === "silence") return never(signal);
  if (step.fault === "reset") {
    end(false);
    throw new TypeError("fetch failed", { cause: new Error("ECONNRESET") });
  }
  if (step.fault !== undefined) return brokenResponse(step.fault, signal, end);
  end(false);
  const response = toResponse(script.response(step, operation, ELSEWHERE));
  const location = response.headers.get("Location");
  if (request.redirect !== "follow" || response.status < 300 || response.status >= 400 || location === null)
    return response;
  // What `fetch` does by itself, unless it is told not to.
  const { method, headers } = request;
  const keeps = response.status >= 307 && body !== "" ? { method, body } : {};
  return respond(stage, new URL(location, request.url).href, { ...keeps, headers, signal });
}

function stepFor({ exchanges, script }: Stage, operation: Operation, foreign: boolean, nowMs: number): Step {
  if (exchanges.length >= MAX_REQUESTS) return { fault: "silence" };
  return foreign ? { response: { status: 404, body: "" } } : script.next(operation, nowMs);
}

/** A response whose body never comes to its end. */
function brokenResponse(fault: "stalled-body" | "cut-body", signal: AbortSignal, end: (givenUp: boolean) => void) {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{"'));
      signal.addEventListener("abort", () => controller.error(signal.reason));
      if (fault === "stalled-body") return;
      end(false);
      controller.error(new TypeError("terminated"));
    },
    cancel: () => end(true),
  });
  return new Response(body, { headers: { "Content-Type": "application/json" } });
}

function never(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason));
  });
}
