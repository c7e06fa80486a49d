import {
  createVeevaVaultSimulator,
  createZendeskSimulator,
  veevaVaultCredentials,
  zendeskCredentials,
  type Simulator,
} from "@jobstatus/simulator";
import { type ServedSimulator, serve } from "@jobstatus/simulator/node";
import type { FleetCase } from "./fleet-case.ts";
import { realMs } from "./fleet-case.ts";
import type { FleetClientSetting } from "./fleet-protocol.ts";

/** The header that tells the suite which process sent a request. */
const WORKER_HEADER = "x-fleet-worker";
/** More requests than any case sends. */
const UNLIMITED = 1e9;
/** The part of the golden ratio spreads the jobs' lives evenly, however many there are. */
const SPREAD = 0.618_034;

/** One request, as it arrived. Moments are real milliseconds, of the runner's monotonic clock. */
export interface Arrival {
  /** When it was read. */
  readonly atMs: number;
  /** When it may have come, at the earliest. */
  readonly earliestMs: number;
  readonly worker: string;
  readonly kind: "status" | "login";
  /** The ids of the jobs that it is about. */
  readonly jobs: readonly string[];
  /** When the response was sent; undefined while the request is in flight. */
  respondedAtMs?: number;
  /** Whether the sender had gone before the response. */
  isAbandoned: boolean;
  /** Whether the provider refused it: for a limit, or for the credentials. */
  refusal?: "job limit" | "account limit" | "credentials";
  /** Which of the jobs had ended, as the response says. */
  ended: readonly string[];
}

/** The time of a provider, in real milliseconds. */
export interface ProviderTime {
  now(): number;
  /** Since when a request that is read now may have waited for this process. */
  earliest(): number;
  sleep(ms: number): Promise<unknown>;
}

/** The simulated provider of one case. It logs every request with its moment. */
export class FleetProvider {
  readonly arrivals: Arrival[] = [];
  readonly #case: FleetCase;
  readonly #simulator: Simulator;
  readonly #time: ProviderTime;
  readonly #startedMs: number;
  readonly #endsAtMs = new Map<string, number>();
  readonly #states = new Map<string, string>();
  #served: ServedSimulator | undefined;
  #port = 0;

  constructor(one: FleetCase, time: ProviderTime) {
    this.#case = one;
    this.#time = time;
    this.#startedMs = time.now();
    const clock = { now: () => this.#now() };
    this.#simulator =
      one.provider === "zendesk"
        ? createZendeskSimulator({ clock, requestsPerMinute: one.requestsPerMinute ?? UNLIMITED })
        : createVeevaVaultSimulator({ clock, burstLimit: UNLIMITED });
  }

  /** The ids of the jobs and the states in which they end. */
  get ends(): ReadonlyMap<string, string> {
    return this.#states;
  }

  /** How many polls are in flight, in jobs; those of a process that has ended are not. */
  get inFlight(): number {
    const open = this.arrivals.filter(({ respondedAtMs, isAbandoned }) => respondedAtMs === undefined && !isAbandoned);
    return open.flatMap(({ jobs }) => jobs).length;
  }

  /** How many jobs were polled, and the provider has responded. */
  get polled(): number {
    return new Set(this.#answered.flatMap(({ jobs, refusal }) => (refusal ? [] : jobs))).size;
  }

  /** How many jobs' ends the provider has reported. */
  get reported(): number {
    return new Set(this.#answered.flatMap(({ ended }) => ended)).size;
  }

  /** How a process creates its client. */
  clientFor(worker: string): FleetClientSetting {
    const { provider, timeFactor, wrongPassword } = this.#case;
    const { email, apiToken } = zendeskCredentials;
    const right: Record<string, string> = provider === "zendesk" ? { email, apiToken } : { ...veevaVaultCredentials };
    return {
      provider,
      baseUrl: `http://127.0.0.1:${this.#port}`,
      credentials: wrongPassword ? { ...right, password: "not-the-password" } : right,
      headers: { [WORKER_HEADER]: worker },
      minPollIntervalMs: provider === "zendesk" ? 0 : realMs(this.#case, 10_000),
      timeFactor,
    };
  }

  /** Starts the jobs. */
  startJobs(): void {
    const { count, lifeMs } = this.#case.jobs;
    const [shortestMs, longestMs] = lifeMs;
    for (let index = 0; index < count; index += 1) {
      const workingMs = shortestMs + (longestMs - shortestMs) * ((index * SPREAD) % 1);
      const outcome = index % 5 === 4 ? "failed" : "succeeded";
      const id = this.#simulator.start({ outcome, waitingMs: 0, workingMs });
      this.#endsAtMs.set(id, this.#now() + workingMs);
      this.#states.set(id, outcome);
    }
  }

  /** Ends every session. */
  expireSessions(): void {
    this.#simulator.expireSessions();
  }

  /** Takes the provider off the network: connections are cut, and refused. */
  async away(): Promise<void> {
    const served = this.#served;
    this.#served = undefined;
    await served?.close();
  }

  /** Serves the provider on loopback, always on the same port. */
  async back(): Promise<void> {
    this.#served ??= await serve({ fetch: (request) => this.fetch(request) }, { port: this.#port });
    this.#port = Number(new URL(this.#served.url).port);
  }

  get #answered(): readonly Arrival[] {
    return this.arrivals.filter(({ respondedAtMs }) => respondedAtMs !== undefined);
  }

  /** The case's time. */
  #now(): number {
    return (this.#time.now() - this.#startedMs) * this.#case.timeFactor;
  }

  /** Responds to a request as soon as the case has it. */
  async fetch(request: Request): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    const kind = pathname.endsWith("/auth") ? "login" : "status";
    const ids = searchParams.get("ids")?.split(",") ?? [pathname.split("/").at(-1)?.replace(".json", "") ?? ""];
    const arrival: Arrival = {
      atMs: this.#time.now(),
      earliestMs: this.#time.earliest(),
      worker: request.headers.get(WORKER_HEADER) ?? "",
      kind,
      jobs: kind === "login" ? [] : ids,
      isAbandoned: false,
      ended: [],
    };
    this.arrivals.push(arrival);
    request.signal.addEventListener("abort", () => {
      arrival.isAbandoned ||= arrival.respondedAtMs === undefined;
    });
    const response = await this.#simulator.fetch(request);
    const text = await response.text();
    if (response.status === 429) arrival.refusal = "account limit";
    else if (text.includes("API_LIMIT_EXCEEDED")) arrival.refusal = "job limit";
    else if (response.status === 401 || /SESSION_ID"|PASSWORD_INCORRECT/.test(text)) arrival.refusal = "credentials";
    const nowMs = this.#now();
    if (!arrival.refusal) arrival.ended = arrival.jobs.filter((id) => (this.#endsAtMs.get(id) ?? Infinity) <= nowMs);
    await this.#time.sleep(realMs(this.#case, this.#case.responseMs));
    arrival.respondedAtMs = this.#time.now();
    return new Response(text, { status: response.status, headers: this.#scaledHeaders(response.headers) });
  }

  /** Delays in headers are in whole seconds of the case. */
  #scaledHeaders(headers: Headers): Headers {
    const scaled = new Headers(headers);
    const seconds = scaled.get("retry-after");
    if (seconds !== null) scaled.set("retry-after", String(Math.ceil(Number(seconds) / this.#case.timeFactor)));
    // Only refusals tell of the limit, as with most providers.
    scaled.delete("ratelimit-reset");
    return scaled;
  }
}
