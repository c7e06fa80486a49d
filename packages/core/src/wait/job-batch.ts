import { isObject, textAt, valuesAt } from "../answer/pointer.ts";
import { readJobStatus } from "../answer/read-job-status.ts";
import type { ClientContext } from "../context/client-context.ts";
import type { ContractBatch } from "../contract/contract.ts";
import { errorAboutJob } from "../model/error-about-job.ts";
import { JobStatusError } from "../model/job-status-error.ts";
import type { JobStatus } from "../model/job-status.ts";
import type { Question } from "../request/ask.ts";
import { exchange } from "../request/exchange.ts";
import { fillPath } from "../request/job-request.ts";
import { withRenewal } from "../request/with-renewal.ts";
import type { Batch, Conversation } from "./conversation.ts";
import { type Timer, timersOf } from "../async/timers.ts";

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
  readonly #members = new Set<Conversation>();
  #timer: Timer | undefined;
  #isPlanning = false;

  constructor(context: ClientContext, table: ContractBatch) {
    this.#context = context;
    this.#table = table;
  }

  /** Takes a conversation in: from its next plan on it is asked for here. */
  add(conversation: Conversation): void {
    conversation.batch = this;
    this.#members.add(conversation);
  }

  remove(conversation: Conversation): void {
    this.#members.delete(conversation);
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
    const timers = timersOf(this.#context.clock);
    timers.clear(this.#timer);
    const wishes = Array.from(this.#members, ({ wakeAtMs }) => wakeAtMs).filter(Number.isFinite);
    wishes.sort((a, b) => a - b);
    const atMs = wishes[Math.floor(wishes.length * DECIDING_PART)];
    this.#timer = atMs === undefined ? undefined : timers.set(atMs, () => this.#ask());
  }

  #ask(): void {
    const nowMs = this.#context.clock.now();
    // Others are taken along, but nobody before the provider's own time.
    const wanted = Array.from(this.#members).filter(
      ({ wakeAtMs, memory }) => wakeAtMs < Infinity && memory.notBeforeMs <= nowMs,
    );
    for (let first = 0; first < wanted.length; first += this.#table.maximum) {
      this.#askTogether(wanted.slice(first, first + this.#table.maximum));
    }
  }

  #askTogether(conversations: readonly Conversation[]): void {
    if (conversations.length === 1) {
      // The plain question will do, and a server that knows no other can answer it.
      conversations[0]?.ask();
      return;
    }
    const questions: Question[] = [];
    let answer: Promise<ReadonlyMap<string, unknown>> | undefined;
    for (const conversation of conversations) {
      conversation.ask(async (_, question) => {
        // The others are still being taken along; in that time some may leave.
        await TURN;
        question.signal.throwIfAborted();
        questions.push(question);
        await TURN;
        answer ??= this.#exchange(questions);
        return this.#read(
          question,
          await answer.catch((error: unknown) => {
            throw error instanceof JobStatusError ? errorFor(question, error) : error;
          }),
        );
      });
    }
  }

  /** The jobs of one answer by their ids. */
  async #exchange(questions: readonly Question[]): Promise<ReadonlyMap<string, unknown>> {
    const { path, ids, separator, jobs, id: idAt } = this.#table;
    const { baseUrl, variables } = this.#context.origin;
    const stop = new AbortController();
    let waiting = questions.length;
    // When nobody waits for any of them any more, the request is given up.
    const leave = () => (waiting -= 1) === 0 && stop.abort();
    for (const { signal } of questions) signal.addEventListener("abort", leave);
    const query = questions.map(({ id }) => encodeURIComponent(id)).join(encodeURIComponent(separator));
    const request = () =>
      this.#context.lanes.run(stop.signal, () =>
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
          onSend: () => questions.forEach(({ onSend }) => onSend?.()),
          onHint: (ms) => questions.forEach(({ onHint }) => onHint?.(ms)),
        }),
      );
    return withRenewal(this.#context, request);
  }

  #read({ id, lastStatus, wasSeen }: Question, jobs: ReadonlyMap<string, unknown>): JobStatus {
    const job = jobs.get(id);
    if (job !== undefined) return readJobStatus(this.#context.contract, id, job);
    const code = wasSeen ? "gone" : "not-found";
    throw this.#context.error(code, "the answer for many jobs leaves it out; check the id and the account", {
      jobId: id,
      lastStatus,
    });
  }
}

/** The error of the whole answer, as that of one job. */
function errorFor({ id, lastStatus, wasSeen }: Question, error: JobStatusError): JobStatusError {
  const code = error.code === "not-found" && wasSeen ? "gone" : error.code;
  return errorAboutJob(error, { jobId: id, lastStatus }, code);
}

const batches = new WeakMap<ClientContext, JobBatch>();

/** Has a conversation asked for together with others of its client, where the provider has an operation for that. */
export function joinBatch(conversation: Conversation): void {
  const { context, id } = conversation;
  const { batch: table, jobIntervalMs } = context.contract;
  // A limit for each job would have to be kept for all of them at once, and an id with the separator in it would be two.
  if (!table || jobIntervalMs !== undefined || conversation.batch || id.includes(table.separator)) return;
  const batch = batches.get(context) ?? new JobBatch(context, table);
  batches.set(context, batch);
  batch.add(conversation);
}
