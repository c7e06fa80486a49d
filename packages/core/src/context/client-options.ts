import type { JobEvent } from "./job-event.ts";
import type { Clock } from "../async/clock.ts";
import type { Gate } from "../async/shared-gate.ts";
import { type OptionCheck, hasFunctions, isFunction, isRecord } from "./check-options.ts";
import type { ResponseFormat } from "../response/response-format.ts";
import { isObject } from "../response/pointer.ts";
import { WATCH_DEFAULT_CHECKS, type WatchDefaults, isBoolean } from "./watch-defaults.ts";

/** What a {@link Fetch} gets beside the URL. */
export interface FetchInit {
  /** The HTTP method. */
  readonly method: string;
  /** The headers, with the credentials. */
  readonly headers: Record<string, string>;
  /** No redirect is followed: credentials must not reach another host. */
  readonly redirect: "manual";
  /** Aborts the request. */
  readonly signal: AbortSignal;
  /** Absent if the request has none. Of a request by `client.fetch` whose body is not text, an `ArrayBuffer`. */
  readonly body?: string;
  /** Bypasses caches; absent in a runtime that refuses it. */
  readonly cache?: "no-store";
}

/** The part of a response that is used: that of the Fetch Standard, of undici and of node-fetch have it. */
export interface FetchResponse {
  /** The HTTP status. */
  readonly status: number;
  /** The headers. */
  readonly headers: {
    /** The value of a header; null if it is absent. */
    get(name: string): string | null;
  };
  /** The body as text. */
  text(): Promise<string>;
}

/** Sends a request: the `fetch` of a runtime, of undici or of node-fetch, or a function of your own that wraps one. */
export type Fetch = (input: string, init: FetchInit) => Promise<FetchResponse>;

/** The options that the client of every provider has. */
export interface ClientOptions<Credentials> extends WatchDefaults {
  /**
   * The credentials: a value, or a function that is called before each request, so that a key store can supply them. They are
   * sent to the configured origin only, or those of a login to the host that the contract states for it, and redacted from messages.
   */
  readonly credentials: Credentials | (() => Credentials | Promise<Credentials>);
  /** Headers to send with every request, such as those that a proxy requires. Their values are secrets. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Has each wait reject with the code `unsuccessful` if its job ends in another state than `succeeded`. Default: false. */
  readonly requireSuccess?: boolean;
  /** Sends the requests. Default: the global `fetch`. */
  readonly fetch?: Fetch;
  /**
   * Called with each event, for logs and metrics; it may be async. An error that it throws, or with which it rejects, goes to
   * `console.error` and changes nothing.
   */
  readonly onEvent?: (event: JobEvent) => unknown;
  /**
   * What the client's calls share: with `process` all waits in the process share requests, timers and logins; with `call` each call
   * stands alone and shares only the moments that limits set, which platforms need that forbid one request to wait for
   * another's promise. Default: `call` in Cloudflare Workers, `process` elsewhere.
   */
  readonly sharing?: "process" | "call";
  /** How many requests for a status may be in flight at once. Default: 64. */
  readonly maxConcurrentRequests?: number;
  /** Keeps the account's limit together with other processes. Default: this process keeps to it by itself. */
  readonly gate?: Gate;
  /** The clock of all waits. Default: real time. */
  readonly clock?: Clock;
  /** A random number from 0 to 1, 1 excluded, that spreads the requests of many waits. Default: `Math.random`. */
  readonly random?: () => number;
}

/** The option of a provider that has another format beside JSON. */
export interface FormatOption<Provider extends string = string> {
  /** The format of requests and responses, from a subpath of the provider's package. Default: JSON. */
  readonly format?: ResponseFormat<Provider>;
}

/** The option of a provider that has several operations for a job's status. */
export interface OperationOption<Name extends string = string> {
  /**
   * The operation that gives the status of jobs whose reference does not tell theirs: of ids, and of start calls' responses
   * that name none. A job `{ id, operation }` tells its own. Default: `default`.
   */
  readonly operation?: Name;
}

/** The checks of {@link ClientOptions}. */
export const CLIENT_OPTION_CHECKS: Readonly<Record<string, OptionCheck>> = {
  credentials: {
    test: (value) => typeof value === "function" || isRecord.test(value),
    expected: "an object, or a function that returns one",
  },
  headers: {
    // A `Headers`, a `Map` or an array of pairs is an object too, but its entries aren't properties.
    test: (value) =>
      isObject(value) && !(Symbol.iterator in value) && Object.values(value).every((text) => typeof text === "string"),
    expected: "an object whose keys are header names and whose values are text",
  },
  fetch: isFunction,
  clock: hasFunctions("now", "sleep"),
  sharing: { test: (value) => value === "process" || value === "call", expected: '"process" or "call"' },
  maxConcurrentRequests: {
    test: (value) => Number.isSafeInteger(value) && Number(value) > 0,
    expected: "an integer above 0",
  },
  gate: hasFunctions("admit", "hold"),
  random: isFunction,
  onEvent: isFunction,
  ...WATCH_DEFAULT_CHECKS,
  requireSuccess: isBoolean,
};
