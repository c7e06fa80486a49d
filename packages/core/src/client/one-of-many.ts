import type { ClientContext } from "../context/client-context.ts";
import type { JobState } from "../model/job-state.ts";
import type { DeferredJob, JobTarget } from "../model/job-target.ts";
import type { ExchangeRecord } from "../request/exchange.ts";
import type { ResolvedWaitOptions } from "../wait/resolve-wait-options.ts";
import type { UpdateReader } from "../wait/update-reader.ts";
import { type WatchUpdate, WatchedJob } from "../wait/watched-job.ts";

/** What jobs that are watched together report to. */
export interface JobGroup<Raw> {
  /** Called with the first status of a job, each change, and the last update. */
  onUpdate(job: OneOfMany<Raw>, update: WatchUpdate<Raw>, isLast: boolean): void;
  /** Called with the requests of each poll of a job. */
  onExchange(exchange: ExchangeRecord): void;
  /** What reads the updates. */
  readonly reader: UpdateReader;
}

/** One of many jobs that are watched together. */
export class OneOfMany<Raw> extends WatchedJob<Raw> {
  declare readonly context: ClientContext;
  /** The job's place among all jobs. */
  readonly index: number;
  readonly #group: JobGroup<Raw>;

  constructor(
    context: ClientContext,
    target: JobTarget | DeferredJob,
    options: ResolvedWaitOptions<Raw>,
    group: JobGroup<Raw>,
    index: number,
  ) {
    super(context, target, options);
    this.index = index;
    this.#group = group;
  }

  /** The state in which it was last seen. */
  get state(): JobState | undefined {
    return this.lastStatus?.state;
  }

  protected onUpdate(update: WatchUpdate<Raw>, isLast: boolean): void {
    this.#group.onUpdate(this, update, isLast);
  }

  protected override onExchange(exchange: ExchangeRecord): void {
    this.#group.onExchange(exchange);
  }

  protected override reader(): UpdateReader {
    return this.#group.reader;
  }
}
