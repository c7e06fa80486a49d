import type { ClientContext } from "../context/client-context.ts";
import type { PollBatch } from "../context/client-parts.ts";
import { operationContext } from "../context/operation-context.ts";
import type { JobTarget } from "../model/job-target.ts";
import { JobPoller } from "./job-poller.ts";
import { createPollState, passedSince } from "./poll-state.ts";

/** The pollers of the clients that may share a response, by the job's ID; it lives as long as one of them does. */
export class PollerGroup {
  readonly context: ClientContext;
  /** Polls many jobs in one request, if the provider has an operation for that. */
  readonly batch: PollBatch | undefined;
  readonly #pollers = new Map<string, JobPoller>();

  constructor(context: ClientContext) {
    this.context = context;
    const { contract, parts } = context;
    const { batch, minPollIntervalMs } = contract;
    // A limit for each job would apply to all of them at once.
    if (batch && minPollIntervalMs === undefined) this.batch = parts.batches?.createBatch(context, batch);
  }

  /** The poller of a job: the running one, or a new one that continues from the token if there is one. */
  pollerFor({ id, token }: JobTarget, passedMs: number | undefined): JobPoller {
    const running = this.#pollers.get(id);
    if (running) return running;
    const { clock, engine, jobRateLimit } = this.context;
    const state = createPollState(engine.timers.now(), token, passedMs ?? passedSince(clock, token));
    const poller = new JobPoller(this.context, id, state, this.#remove);
    if (token) jobRateLimit?.holdUntil(poller.limitKey, state.notBeforeMs);
    this.#pollers.set(id, poller);
    this.batch?.add(poller);
    return poller;
  }

  /** One function for all pollers. */
  readonly #remove = (poller: JobPoller): void => {
    this.batch?.remove(poller);
    this.#pollers.delete(poller.id);
    const { engine, key, emit } = this.context;
    if (this.#pollers.size === 0 && engine.pollerGroups.get(key) === this) engine.pollerGroups.delete(key);
    emit?.({ type: "polling-stopped", id: poller.id });
  };
}

/**
 * The poller of a job. Only clients that send the same credentials in the same way share one.
 *
 * @param passedMs - How much time has passed since the job's token was made. Default: by the wall clock.
 */
export function pollerFor<Raw>(client: ClientContext, job: JobTarget, passedMs?: number): JobPoller<Raw> {
  const context = operationContext(client, job.operation);
  const { engine, key } = context;
  const running = engine.pollerGroups.get(key);
  const group = running instanceof PollerGroup ? running : new PollerGroup(context);
  engine.pollerGroups.set(key, group);
  // The key names the client's contract, and with it the type of its responses.
  return group.pollerFor(job, passedMs) as JobPoller<Raw>;
}
