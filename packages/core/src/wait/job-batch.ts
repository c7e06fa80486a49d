import type { Timer } from "../async/timer-heap.ts";
import type { ClientContext } from "../context/client-context.ts";
import type { ContractBatch } from "../contract/contract.ts";
import { errorAboutJob } from "../model/error-about-job.ts";
import type { JobStatusError } from "../model/job-status-error.ts";
import type { JobStatus } from "../model/job-status.ts";
import { fillPath } from "../request/job-request.ts";
import { sendPollRequest } from "../request/poll-request.ts";
import { readStatus } from "../request/read-status.ts";
import { isObject, textAt, valuesAt } from "../response/pointer.ts";
import { ContractMismatch } from "../response/contract-mismatch.ts";
import { errorFrom } from "./error-from.ts";
import type { JobPoller, PollAttempt, PollScheduler } from "./job-poller.ts";

/**
 * The part of the jobs whose next poll decides when all are polled: a quarter of them may wait a little longer than planned,
 * and in return every job is polled far more often than alone, for the same requests.
 */
const DECIDING_PART = 0.25;

/** A poller and its part of a request. */
interface Member {
  readonly poller: JobPoller;
  readonly attempt: PollAttempt;
}

/** Polls many jobs of one client in one request: a job that is due takes the others along. */
export class JobBatch implements PollScheduler {
  readonly #context: ClientContext;
  readonly #table: ContractBatch;
  readonly #pollers = new Set<JobPoller>();
  #timer: Timer | undefined;
  #isPlanning = false;

  constructor(context: ClientContext, table: ContractBatch) {
    this.#context = context;
    this.#table = table;
  }

  /** Adds a poller: from its next plan on its job is polled here. */
  add(poller: JobPoller): void {
    // An ID with the separator in it would be two.
    if (poller.id.includes(this.#table.separator)) return;
    poller.scheduler = this;
    this.#pollers.add(poller);
  }

  /** Removes a poller. */
  remove(poller: JobPoller): void {
    this.#pollers.delete(poller);
  }

  /** Plans once for all the polls that change together. */
  reschedule(): void {
    if (this.#isPlanning) return;
    this.#isPlanning = true;
    void this.#planSoon();
  }

  async #planSoon(): Promise<void> {
    // Not `queueMicrotask`: test frameworks replace it along with the timers.
    await Promise.resolve();
    this.#isPlanning = false;
    this.#plan();
  }

  #plan(): void {
    const { timers } = this.#context.engine;
    timers.clear(this.#timer);
    this.#timer = undefined;
    const moments = Array.from(this.#pollers, ({ nextPollAtMs }) => nextPollAtMs).filter(Number.isFinite);
    moments.sort((a, b) => a - b);
    const atMs = moments[Math.floor(moments.length * DECIDING_PART)];
    if (atMs === undefined) return;
    if (atMs <= timers.now()) this.#poll();
    else this.#timer = timers.set(atMs, () => this.#poll());
  }

  #poll(): void {
    const nowMs = this.#context.engine.timers.now();
    // Others are taken along, but none before the provider's own time.
    const due = Array.from(this.#pollers).filter(
      ({ nextPollAtMs, state }) => nextPollAtMs < Infinity && state.notBeforeMs <= nowMs,
    );
    const read = due.filter((poller) => !poller.isHeld());
    const { maximum } = this.#table;
    for (let first = 0; first < read.length; first += maximum) {
      const [poller, ...others] = read.slice(first, first + maximum);
      // The plain request will do for one, and a server that knows no other can answer it.
      if (poller && others.length === 0) void poller.pollAlone();
      else if (poller) void this.#pollTogether([poller, ...others]);
    }
  }

  async #pollTogether(pollers: readonly JobPoller[]): Promise<void> {
    const controller = new AbortController();
    const exchange = { requests: 0 };
    let waiting = pollers.length;
    const abandon = () => {
      waiting -= 1;
      if (waiting === 0) controller.abort();
    };
    const members = pollers.map((poller): Member => ({ poller, attempt: poller.begin(abandon, exchange) }));
    try {
      const jobs = await this.#request(members, controller.signal);
      for (const { poller, attempt } of members) poller.settle(attempt, this.#read(poller, jobs));
    } catch (cause) {
      for (const { poller, attempt } of members) poller.settle(attempt, this.#errorOf(poller, cause));
    }
  }

  /** The jobs of one response by their IDs. */
  #request(members: readonly Member[], signal: AbortSignal): Promise<ReadonlyMap<string, unknown>> {
    const { path, ids, separator, jobs, id: idAt } = this.#table;
    const { engine, server } = this.#context;
    const all = members.map(({ poller }) => poller.id);
    const query = all.map((id) => encodeURIComponent(id)).join(encodeURIComponent(separator));
    return sendPollRequest(this.#context, {
      ids: all,
      request: { url: `${server.baseUrl}${fillPath(path, server.variables)}?${ids}=${query}`, method: "GET" },
      read: (body) =>
        new Map(
          valuesAt(body, `${jobs}/*`)
            .filter(isObject)
            .map((job) => [textAt(job, idAt) ?? "", job]),
        ),
      subject: {},
      signal,
      onRequest() {
        const sentMs = engine.timers.now();
        for (const { attempt } of members) attempt.sentMs = sentMs;
        const [first] = members;
        if (first) first.attempt.exchange.requests += 1;
      },
      onRateLimit(ms) {
        for (const { attempt } of members) attempt.rateLimitMs = ms;
      },
    });
  }

  #read(poller: JobPoller, jobs: ReadonlyMap<string, unknown>): JobStatus | JobStatusError {
    const { error } = this.#context;
    const { id, state } = poller;
    const subject = { jobId: id, lastStatus: state.lastStatus };
    const job = jobs.get(id);
    if (job === undefined) {
      const code = state.polls > 0 ? "gone" : "not-found";
      return error(code, "the response for many jobs leaves it out; check the ID and the account", subject);
    }
    try {
      return readStatus(this.#context, id, job);
    } catch (cause) {
      if (!(cause instanceof ContractMismatch)) return errorFrom(this.#context, id, cause);
      const { message, where } = cause;
      return error("invalid-response", `${message} at ${JSON.stringify(where)} of the job`, { ...subject, where });
    }
  }

  /** The error of the whole response, as that of one job. */
  #errorOf({ id, state }: JobPoller, cause: unknown): JobStatusError {
    const error = errorFrom(this.#context, id, cause);
    const code = error.code === "not-found" && state.polls > 0 ? "gone" : error.code;
    return errorAboutJob(error, { jobId: id, lastStatus: state.lastStatus }, code);
  }
}
