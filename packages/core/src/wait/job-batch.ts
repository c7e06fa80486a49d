import { isObject, textAt, valuesAt } from "../response/pointer.ts";
import { readJobStatus } from "../response/read-job-status.ts";
import type { ClientContext } from "../context/client-context.ts";
import type { ContractBatch } from "../contract/contract.ts";
import { errorAboutJob } from "../model/error-about-job.ts";
import { JobStatusError } from "../model/job-status-error.ts";
import type { JobStatus } from "../model/job-status.ts";
import type { StatusRequest } from "../request/request-status.ts";
import { exchange } from "../request/exchange.ts";
import { fillPath } from "../request/job-request.ts";
import { withRenewal } from "../request/with-renewal.ts";
import type { Batch, JobPoller } from "./job-poller.ts";
import { type Timer, timerQueueOf } from "../async/timer-queue.ts";

/**
 * The part of the jobs whose wish decides when all are asked: a quarter of them may have to wait a little longer than they
 * wished, and in turn everyone is asked far more often than alone, for the same requests.
 */
const DECIDING_PART = 0.25;

/** To await it lets everything run that was already about to. */
const TURN = Promise.resolve();

/** Asks for many jobs of one client in one request. Whoever is asked for takes the others along. */
export class JobBatch implements Batch {
  readonly #context: ClientContext;
  readonly #table: ContractBatch;
  readonly #members = new Set<JobPoller>();
  #timer: Timer | undefined;
  #isPlanning = false;

  constructor(context: ClientContext, table: ContractBatch) {
    this.#context = context;
    this.#table = table;
  }

  /** Takes a conversation in: from its next plan on it is asked for here. */
  add(poller: JobPoller): void {
    poller.batch = this;
    this.#members.add(poller);
  }

  remove(poller: JobPoller): void {
    this.#members.delete(poller);
  }

  /** Plans once for all the wishes that change together. */
  plan(): void {
    if (this.#isPlanning) return;
    this.#isPlanning = true;
    queueMicrotask(() => {
      this.#isPlanning = false;
      this.#replan();
    });
  }

  #replan(): void {
    const timers = timerQueueOf(this.#context.clock);
    timers.clear(this.#timer);
    const wishes = Array.from(this.#members, ({ nextPollAtMs }) => nextPollAtMs).filter(Number.isFinite);
    wishes.sort((a, b) => a - b);
    const atMs = wishes[Math.floor(wishes.length * DECIDING_PART)];
    this.#timer = atMs === undefined ? undefined : timers.set(atMs, () => this.#requestStatus());
  }

  #requestStatus(): void {
    const nowMs = this.#context.clock.now();
    // Others are taken along, but nobody before the provider's own time.
    const wanted = Array.from(this.#members).filter(
      ({ nextPollAtMs, memory }) => nextPollAtMs < Infinity && memory.notBeforeMs <= nowMs,
    );
    for (let first = 0; first < wanted.length; first += this.#table.maximum) {
      this.#pollTogether(wanted.slice(first, first + this.#table.maximum));
    }
  }

  #pollTogether(pollers: readonly JobPoller[]): void {
    if (pollers.length === 1) {
      // The plain question will do, and a server that knows no other can answer it.
      pollers[0]?.requestStatus();
      return;
    }
    const questions: StatusRequest[] = [];
    let response: Promise<ReadonlyMap<string, unknown>> | undefined;
    for (const poller of pollers) {
      poller.requestStatus(async (_, question) => {
        // The others are still being taken along; in that time some may leave.
        await TURN;
        question.signal.throwIfAborted();
        questions.push(question);
        await TURN;
        response ??= this.#exchange(questions);
        return this.#read(
          question,
          await response.catch((error: unknown) => {
            throw error instanceof JobStatusError ? errorFor(question, error) : error;
          }),
        );
      });
    }
  }

  /** The jobs of one response by their ids. */
  async #exchange(questions: readonly StatusRequest[]): Promise<ReadonlyMap<string, unknown>> {
    const { path, ids, separator, jobs, id: idAt } = this.#table;
    const { baseUrl, variables } = this.#context.server;
    const stop = new AbortController();
    let waiting = questions.length;
    // When nobody waits for any of them any more, the request is given up.
    const leave = () => (waiting -= 1) === 0 && stop.abort();
    for (const { signal } of questions) signal.addEventListener("abort", leave);
    const query = questions.map(({ id }) => encodeURIComponent(id)).join(encodeURIComponent(separator));
    const request = () =>
      this.#context.semaphore.run(stop.signal, () =>
        exchange(this.#context, {
          request: { url: `${baseUrl}${fillPath(path, variables)}?${ids}=${query}`, method: "GET" },
          read: (body) =>
            new Map(
              valuesAt(body, `${jobs}/*`)
                .filter(isObject)
                .map((job) => [textAt(job, idAt) ?? "", job]),
            ),
          subject: {},
          signal: stop.signal,
          onRequest: () => questions.forEach(({ onRequest }) => onRequest?.()),
          onRateLimit: (ms) => questions.forEach(({ onRateLimit }) => onRateLimit?.(ms)),
        }),
      );
    return withRenewal(this.#context, request);
  }

  #read({ id, lastStatus, wasSeen }: StatusRequest, jobs: ReadonlyMap<string, unknown>): JobStatus {
    const job = jobs.get(id);
    if (job !== undefined) return readJobStatus(this.#context.contract, id, job);
    const code = wasSeen ? "gone" : "not-found";
    throw this.#context.error(code, "the response for many jobs leaves it out; check the id and the account", {
      jobId: id,
      lastStatus,
    });
  }
}

/** The error of the whole response, as that of one job. */
function errorFor({ id, lastStatus, wasSeen }: StatusRequest, error: JobStatusError): JobStatusError {
  const code = error.code === "not-found" && wasSeen ? "gone" : error.code;
  return errorAboutJob(error, { jobId: id, lastStatus }, code);
}

const batches = new WeakMap<ClientContext, JobBatch>();

/** Has a conversation asked for together with others of its client, where the provider has an operation for that. */
export function joinBatch(poller: JobPoller): void {
  const { context, id } = poller;
  const { batch: table, minPollIntervalMs } = context.contract;
  // A limit for each job would have to be kept for all of them at once, and an id with the separator in it would be two.
  if (!table || minPollIntervalMs !== undefined || poller.batch || id.includes(table.separator)) return;
  const batch = batches.get(context) ?? new JobBatch(context, table);
  batches.set(context, batch);
  batch.add(poller);
}
