import { TimeoutScope } from "../async/timeout-scope.ts";
import { Timer } from "../async/timer.ts";
import type { ClientContext } from "../context/client-context.ts";
import type { PollBatch } from "../context/client-parts.ts";
import type { ContractBatch } from "../contract/contract.ts";
import { errorAboutJob } from "../model/error-about-job.ts";
import { JobStatusError } from "../model/job-status-error.ts";
import type { JobStatus } from "../model/job-status.ts";
import { fillPath } from "../request/job-request.ts";
import { type ExchangeRecord, newExchangeRecord } from "../request/exchange.ts";
import { sendPollRequest } from "../request/poll-request.ts";
import { readChange } from "../request/read-status.ts";
import { isObject, textAt, valuesAt } from "../response/pointer.ts";
import type { ResponseHead } from "../response/status-reader.ts";
import { ContractMismatch } from "../response/contract-mismatch.ts";
import { BatchPlanner } from "./batch-planner.ts";
import { errorFrom } from "./error-from.ts";
import type { JobPoller, PollAttempt, PollScheduler } from "./job-poller.ts";

/** A poller and its part of a request. */
interface Member {
  readonly poller: JobPoller;
  readonly attempt: PollAttempt;
}

/** What one response says of many jobs. */
interface BatchResponse {
  readonly head: ResponseHead;
  /** The jobs by their IDs. */
  readonly jobs: ReadonlyMap<string, unknown>;
}

/** Polls many jobs of one client in one request: jobs that are due take others along. */
export class JobBatch extends Timer implements PollScheduler, PollBatch {
  readonly #context: ClientContext;
  readonly #table: ContractBatch;
  readonly #pollers = new Set<JobPoller>();
  readonly #planner: BatchPlanner;
  #isPlanning = false;
  /** Whether the next request is for all jobs. */
  #isForAll = false;

  constructor(context: ClientContext, table: ContractBatch) {
    super();
    this.#context = context;
    this.#table = table;
    this.#planner = new BatchPlanner(table.maximum);
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

  /** The poller, if it is the only one. */
  get #only(): JobPoller | undefined {
    if (this.#pollers.size !== 1) return undefined;
    const [only] = this.#pollers;
    return only;
  }

  async #planSoon(): Promise<void> {
    // Not `queueMicrotask`: test frameworks replace it along with the timers.
    await Promise.resolve();
    this.#isPlanning = false;
    this.#plan();
  }

  #plan(): void {
    const { timers } = this.#context.engine;
    const only = this.#only;
    // One job is not a set: its own schedule plans it, at a tenth of the cost of a plan for all.
    const { atMs, isForAll } = only
      ? { atMs: only.nextPollAtMs, isForAll: false }
      : this.#planner.plan(this.#pollers, timers.now());
    this.#isForAll = isForAll;
    timers.setOrRun(this, atMs);
  }

  /** Polls all jobs, or those that are due and fill a request with others. */
  onTimer(): void {
    const only = this.#only;
    if (only) {
      if (!only.isHeld()) only.pollAlone();
      return;
    }
    const nowMs = this.#context.engine.timers.now();
    const { maximum } = this.#table;
    // None before the provider's own time.
    const able = Array.from(this.#pollers)
      .filter(({ nextPollAtMs, state }) => nextPollAtMs < Infinity && state.notBeforeMs <= nowMs)
      .toSorted((a, b) => a.nextPollAtMs - b.nextPollAtMs);
    const due = this.#isForAll ? able.length : able.filter(({ nextPollAtMs }) => nextPollAtMs <= nowMs).length;
    const chosen = new Set(able.slice(0, Math.ceil(due / maximum) * maximum));
    const read = Array.from(this.#pollers).filter((poller) => chosen.has(poller) && !poller.isHeld());
    for (let first = 0; first < read.length; first += maximum) {
      const [poller, ...others] = read.slice(first, first + maximum);
      // The plain request will do for one, and works with a server that knows no other.
      if (poller && others.length === 0) poller.pollAlone();
      else if (poller) void this.#pollTogether([poller, ...others]);
    }
  }

  async #pollTogether(pollers: readonly JobPoller[]): Promise<void> {
    const scope = new TimeoutScope(this.#context.engine.timers);
    const exchange = newExchangeRecord();
    let waiting = pollers.length;
    const abandon = () => {
      waiting -= 1;
      if (waiting === 0) scope.abort();
    };
    const members = pollers.map((poller): Member => ({ poller, attempt: poller.begin(abandon, exchange) }));
    try {
      const response = await this.#request(members, scope, exchange);
      for (const { poller, attempt } of members) {
        const outcome = this.#read(poller, response);
        if (!(outcome instanceof JobStatusError)) this.#planner.note(poller, outcome);
        poller.settle(attempt, outcome);
      }
    } catch (cause) {
      for (const { poller, attempt } of members) poller.settle(attempt, this.#errorOf(poller, cause));
    }
  }

  #request(members: readonly Member[], scope: TimeoutScope, record: ExchangeRecord): Promise<BatchResponse> {
    const { path, separator, jobs, id: idAt } = this.#table;
    const { server } = this.#context;
    const all = members.map(({ poller }) => poller.id);
    return sendPollRequest(this.#context, {
      ids: all,
      request: {
        url: server.baseUrl + fillPath(path, server.variables, "?", all.join(separator)),
        method: "GET",
      },
      read: (body, head) => {
        const found = valuesAt(body, `${jobs}/*`).filter(isObject);
        return { head, jobs: new Map(found.map((job) => [textAt(job, idAt) ?? "", job])) };
      },
      subject: {},
      scope,
      record,
    });
  }

  #read(poller: JobPoller, { head, jobs }: BatchResponse): JobStatus | JobStatusError {
    const { error } = this.#context;
    const { id, state } = poller;
    const subject = { jobId: id, lastStatus: state.lastStatus };
    const job = jobs.get(id);
    if (job === undefined) {
      const code = state.polls > 0 ? "gone" : "not-found";
      return error(code, "the response for many jobs leaves it out; check the ID and the account", subject);
    }
    try {
      return readChange(this.#context, id, job, head, state.lastStatus);
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
