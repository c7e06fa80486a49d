import type { Hono } from "hono";
import { createResponseQueue, type CannedResponse } from "./response-queue.ts";
import { systemClock, type Clock } from "./clock.ts";
import { createJobStore, type Job, type JobRules, type JobStore } from "./job-store.ts";
import { isJsonObject, type JsonObject } from "./json.ts";
import { isProviderState, providerStates, type ProviderState } from "./provider-state.ts";
import { assertScenario, type Scenario } from "./scenario.ts";
import { textResponse } from "./responses.ts";
import { createSessionStore, type SessionStore } from "./session-store.ts";
import type { ProviderName } from "./gen/provider-name.ts";
import type { RequestRecord, Simulator, SimulatorOptions } from "./simulator.ts";

/** What a provider's routes work with. */
export interface SimulatorBase {
  readonly clock: Clock;
  readonly jobs: JobStore;
  readonly sessions: SessionStore;
  /** Whether the caller lacks the right to read jobs. */
  isForbidden(): boolean;
  /**
   * Starts the job of a start call, from the planned scenario or else the default one.
   *
   * @param fromCall - What the call itself says of the job; the scenario comes first.
   * @returns The job, or the text with which the scenario refuses it.
   */
  startFromCall(fromCall: Scenario): Job | { readonly refusal: string };
}

/** What differs from provider to provider. */
export interface ProviderRules<Provider extends string = ProviderName> extends JobRules {
  readonly provider: Provider;
  /** How the values of sessions begin. */
  readonly sessionPrefix: string;
  /** Sessions that hold from the start, for providers whose tokens come from elsewhere. */
  readonly initialSessions?: readonly string[];
  createRoutes(base: SimulatorBase): ProviderRoutes;
}

/** A provider's routes, and what they keep between requests. */
export interface ProviderRoutes {
  /** Gives the usual answers; the log and the set answers are none of its business. */
  readonly app: Hono;
  /** Uses up the limit for one job, if there is one. */
  readonly exhaustJob?: (id: string) => void;
  /** Uses up the limit of the account, if there is one. */
  readonly exhaustAccount?: () => void;
  /** Stops the database, if the provider tells of one. */
  readonly stopDatabase?: () => void;
  /** How a start call is answered that started its job and failed all the same. Default: 503, as Traffic Ops does. */
  readonly lostResponse?: (request: Request) => Response | undefined;
  /** Forgets what the routes keep. */
  readonly reset?: () => void;
}

function cannedFromParams(params: JsonObject): CannedResponse {
  const { status, headers, body } = params;
  if (typeof status !== "number" || !Number.isInteger(status) || status < 200 || status > 599) {
    throw new TypeError("params.status must be an HTTP status from 200 to 599");
  }
  if (body !== undefined && typeof body !== "string") throw new TypeError("params.body must be a text");
  if (headers !== undefined && !isJsonObject(headers)) throw new TypeError("params.headers must be an object");
  const written: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers ?? {})) {
    if (typeof value !== "string") throw new TypeError(`params.headers.${name} must be a text`);
    written[name] = value;
  }
  return { status, headers: written, body: body ?? "" };
}

function textFromParams(params: JsonObject, name: string): string {
  const value = params[name];
  if (typeof value !== "string" && typeof value !== "number") throw new TypeError(`params.${name} must be a text`);
  return String(value);
}

/** Thrown when a job was started whose start call gets no response of its own. */
class ResponseLost extends Error {}

/** Creates a simulator from a provider's rules. */
export function createSimulator<Provider extends string>(
  rules: ProviderRules<Provider>,
  options: SimulatorOptions,
): Simulator<Provider> {
  const clock = options.clock ?? systemClock;
  const defaultScenario = options.scenario ?? {};
  assertScenario(defaultScenario);
  const jobs = createJobStore(clock, rules);
  const sessions = createSessionStore(clock, rules.sessionPrefix);
  const grantInitialSessions = (): void => rules.initialSessions?.forEach((value) => sessions.grant(value));
  grantInitialSessions();
  const responses = createResponseQueue();
  const requests: RequestRecord[] = [];
  let planned: Scenario[] = [];
  let forbidden = false;

  const routes = rules.createRoutes({
    clock,
    jobs,
    sessions,
    isForbidden: () => forbidden,
    startFromCall(fromCall) {
      const scenario = { ...fromCall, ...(planned.shift() ?? defaultScenario) };
      if (scenario.refusal !== undefined) return { refusal: scenario.refusal };
      const job = jobs.start(scenario);
      if (scenario.losesResponse) throw new ResponseLost();
      return job;
    },
  });
  // A fault in a simulator must not pass for a provider's response.
  routes.app.onError((error) => {
    throw error;
  });

  function startScenario(scenario: unknown): string {
    assertScenario(scenario);
    return jobs.start(scenario).id;
  }

  function noDatabase(): never {
    throw new TypeError(`${rules.provider} tells nothing of a database`);
  }

  function noSuchLimit(): never {
    throw new TypeError(`${rules.provider} has no such limit`);
  }

  const stateChanges: Record<ProviderState, (params: JsonObject) => void> = {
    "there are no jobs": () => jobs.clear(),
    "there is a job": (params) => {
      // A state may be set again: the newer job takes the place of the older one.
      if (typeof params["id"] === "string") jobs.forget(params["id"]);
      startScenario(params);
    },
    "the session holds": (params) => sessions.grant(textFromParams(params, "session")),
    "the session has expired": () => sessions.expireAll(),
    "the caller may not read jobs": () => {
      forbidden = true;
    },
    "the database is down": () => (routes.stopDatabase ?? noDatabase)(),
    "the job was polled just now": (params) => (routes.exhaustJob ?? noSuchLimit)(textFromParams(params, "id")),
    "the account's rate limit is used up": () => (routes.exhaustAccount ?? noSuchLimit)(),
    "the next response is": (params) => responses.add([cannedFromParams(params)]),
  };

  return {
    provider: rules.provider,
    requests,
    async fetch(request) {
      const { pathname, search } = new URL(request.url);
      requests.push({ method: request.method, url: pathname + search, atMs: clock.now() });
      return responses.response(request, async () => {
        try {
          return await routes.app.fetch(request);
        } catch (error) {
          if (!(error instanceof ResponseLost)) throw error;
          // What a Traffic Ops server says whose start call ran into its time limit, and had started the job.
          return routes.lostResponse?.(request) ?? textResponse("text/plain", "server timed out", 503);
        }
      });
    },
    start: (scenario = {}) => startScenario(scenario),
    planNext(...scenarios) {
      for (const scenario of scenarios) assertScenario(scenario);
      planned.push(...scenarios);
    },
    forget: (id) => jobs.forget(id),
    respondNext: (...next) => responses.add(next),
    grantSession: (value) => sessions.grant(value),
    expireSessions: () => sessions.expireAll(),
    setState(name, params = {}) {
      if (!isProviderState(name)) {
        throw new TypeError(`"${name}" is not a state; known are ${providerStates.join(", ")}`);
      }
      stateChanges[name](params);
    },
    reset() {
      jobs.clear();
      sessions.expireAll();
      grantInitialSessions();
      responses.clear();
      requests.length = 0;
      planned = [];
      forbidden = false;
      routes.reset?.();
    },
  };
}
