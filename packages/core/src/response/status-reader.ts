import type { Contract, JobTime } from "../contract/contract.ts";
import type { JobStatus } from "../model/job-status.ts";

/** A status while it is read. What the provider doesn't say stays absent. */
export type StatusDraft = Writable<Omit<JobStatus, "raw">>;

type Writable<T> = { -readonly [Name in keyof T]: T[Name] };

/** What a reader reads from. */
export interface StatusSource {
  /** The job in the response, decoded. */
  readonly job: unknown;
  /** The table, with the operation that gave the response. */
  readonly contract: Contract;
  /** Called with each time that is there and can't be read. */
  readonly onUnreadableTime?: ((time: JobTime, text: string) => void) | undefined;
}

/**
 * Reads one part of a status and writes what it finds into the draft. The readers of a client run in their order, and each sees what
 * those before it wrote: `provider`, `id`, `native` and `state` are there from the start. A reader may write another `state`.
 *
 * A reader writes nothing if the contract has no table for it.
 */
export type StatusReader = (draft: StatusDraft, source: StatusSource) => void;
