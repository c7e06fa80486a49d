import type { Contract, ContractStatusRule, JobTime } from "../contract/contract.ts";
import type { JobStatus } from "../model/job-status.ts";

/** A status while it is read. What the provider doesn't say stays absent. */
export type StatusDraft = Writable<Omit<JobStatus, "raw">>;

type Writable<T> = { -readonly [Name in keyof T]: T[Name] };

/** What a response says beside its body. */
export interface ResponseHead {
  /** The HTTP status. */
  readonly status: number;
  readonly headers: Pick<Headers, "get">;
}

/** A time of a job that is there and can't be read. */
export interface UnreadableTime {
  readonly type: "unreadable-time";
  readonly id: string;
  readonly time: JobTime;
  readonly text: string;
}

/** What a reader reads from. */
export interface StatusSource {
  /** The job in the response, decoded; undefined if the HTTP status alone tells its status. */
  readonly job: unknown;
  readonly head: ResponseHead;
  /** The table, with the operation that gave the response. */
  readonly contract: Contract;
  /** Tells the client's listener of a time that is there and can't be read; undefined if there is none. */
  readonly emit?: ((event: UnreadableTime) => void) | undefined;
}

/**
 * Reads one part of a status and writes what it finds into the draft. The readers of a client run in their order, and each sees what
 * those before it wrote: `provider`, `id`, `native` and `state` are there from the start. A reader may write another `state`.
 *
 * A reader writes nothing if the contract has no table for it.
 */
export type StatusReader = (draft: StatusDraft, source: StatusSource) => void;

/** Finds the status value by rules, for a contract whose status is not text at one place. */
export interface StatusRuleSupport {
  /** The value that the first rule that holds gives; undefined if none holds. */
  valueFrom(rules: readonly ContractStatusRule[], job: unknown, httpStatus: number): string | undefined;
  /** Says whether a rule names an HTTP status, so that such a response tells a status even if it has no body. */
  isNamed(rules: string | readonly ContractStatusRule[], httpStatus: number): boolean;
}
