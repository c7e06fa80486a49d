import type { ClientContext } from "../context/client-context.ts";
import { operationContext } from "../context/operation-context.ts";
import { errorAboutJob } from "../model/error-about-job.ts";
import type { JobStatusError } from "../model/job-status-error.ts";
import type { ResumeToken } from "../model/resume-token.ts";
import type { DeferredJob, JobTarget } from "../model/job-target.ts";
import { abortedError } from "./aborted-error.ts";
import type { EstimatedEnd } from "../model/estimated-end.ts";
import { errorFrom } from "./error-from.ts";
import { createPollState, passedSince } from "./poll-state.ts";
import { pollerFor } from "./poller-group.ts";
import type { ResolvedWaitOptions } from "./resolve-wait-options.ts";
import { resumeTokenFrom } from "./resume-token.ts";
import { type WatchListener, Watcher } from "./watcher.ts";

/** A job that a call watches, from the moment that the caller names it: it may be in the body of a response that must be read first. */
export class WatchedJob<Raw> {
  readonly #context: ClientContext;
  readonly #options: ResolvedWaitOptions<Raw>;
  readonly #listener: WatchListener<Raw>;
  #target: JobTarget | DeferredJob;
  /** Ends the reading of a response. */
  #reading: AbortController | undefined;
  #watcher: Watcher<Raw> | undefined;
  #isStarting = false;
  #abortedBy: AbortSignal | undefined;
  #isOver = false;

  constructor(
    context: ClientContext,
    target: JobTarget | DeferredJob,
    options: ResolvedWaitOptions<Raw>,
    listener: WatchListener<Raw>,
  ) {
    this.#context = context;
    this.#target = target;
    this.#options = options;
    this.#listener = listener;
  }

  /** The job's ID; undefined until it is known. */
  get id(): string | undefined {
    return typeof this.#target === "function" ? undefined : this.#target.id;
  }

  /** Starts to watch. */
  start(): void {
    if (typeof this.#target === "function") void this.#read(this.#target);
    else this.#watch(this.#target);
  }

  /** Ends the watch with the code `aborted`. */
  abort(signal: AbortSignal): void {
    this.#abortedBy = signal;
    if (this.#watcher) this.#watcher.abort(signal);
    else if (!this.#isStarting) {
      this.#end(errorAboutJob(abortedError(this.#context, this.id, signal), { resume: this.resumeToken() }));
    }
    this.#reading?.abort(signal.reason);
  }

  /** Ends the watch in silence. Nothing stays behind. */
  leave(): void {
    this.#isOver = true;
    this.#reading?.abort();
    this.#watcher?.leave();
  }

  /** When the job is expected to end; undefined if nothing is known of it. */
  estimatedEnd(): EstimatedEnd | undefined {
    return this.#watcher?.estimatedEnd();
  }

  /** The token with which the wait can be resumed; undefined until the job is known. */
  resumeToken(): ResumeToken | undefined {
    if (this.#watcher) return this.#watcher.resumeToken();
    if (typeof this.#target === "function") return undefined;
    const { id, operation, token } = this.#target;
    const context = operationContext(this.#context, operation);
    const { engine, clock } = context;
    return resumeTokenFrom({
      context,
      id,
      state: createPollState(engine.timers.now(), token, passedSince(clock, token)),
    });
  }

  #watch(target: JobTarget): void {
    if (this.#isOver) return;
    this.#target = target;
    this.#isStarting = true;
    const poller = pollerFor<Raw>(this.#context, target);
    const { minPollIntervalMs: minIntervalMs = 0 } = poller.context.contract;
    // The job's operation may have another limit than the client's own.
    const options = this.#options.minIntervalMs === minIntervalMs ? this.#options : { ...this.#options, minIntervalMs };
    const watcher = new Watcher<Raw>(poller, options, this.#listener, target.isNew);
    this.#isStarting = false;
    this.#watcher = watcher;
    // One of the caller's functions may have ended the watch while it began.
    if (this.#abortedBy) watcher.abort(this.#abortedBy);
    else if (this.#isOver) watcher.leave();
  }

  async #read(target: DeferredJob): Promise<void> {
    const { engine } = this.#context;
    this.#reading = new AbortController();
    try {
      this.#watch(await target(this.#reading.signal, this.#options.timeoutAtMs - engine.timers.now()));
    } catch (cause) {
      this.#end(errorFrom(this.#context, undefined, cause));
    }
  }

  #end(error: JobStatusError): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#listener.onUpdate(error, true);
  }
}
