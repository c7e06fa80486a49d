import type { JobState } from "./job-state.ts";

/**
 * What a provider reports about one job, in the terms of the model. Plain JSON: it survives `JSON.stringify`,
 * `structuredClone` and a queue. What the provider does not report is absent: no key, never a made-up value.
 *
 * @typeParam Raw - The type of the provider's decoded response, from its specification.
 * @typeParam State - The states that it can have: all of them, or only the terminal ones after a `wait`.
 * @typeParam Native - The provider's status values.
 * @typeParam Result - The type of the job's result, if a response can have it.
 */
export interface JobStatus<
  Raw = unknown,
  State extends JobState = JobState,
  Native extends string = string,
  Result = unknown,
> {
  /** The provider's name, such as `zendesk`. */
  readonly provider: string;
  /** The job's ID as the caller gave it: text, with every digit. */
  readonly id: string;
  /**
   * The name of the operation that gave the status, if the provider has several and it is not the default one. The same ID
   * can be another job at another operation.
   */
  readonly operation?: string;
  /** Where the job is. */
  readonly state: State;
  /** The provider's own status value, always and unchanged. */
  readonly native: Native;
  /** What the provider says that the job is doing, or how it ended. For people: its wording can change. */
  readonly message?: string;
  /** What the job is. */
  readonly title?: string;
  /** How far the job is. */
  readonly progress?: JobProgress;
  /** The parts of the job, each with its own outcome. */
  readonly items?: readonly JobItem[];
  /**
   * When the job was accepted. RFC 3339 with the provider's precision. If the provider gives no trustworthy zone, the text
   * has no zone either: a wrong instant is worse than none. The same holds for the other three.
   */
  readonly createdAt?: string;
  /** When the work began. Absent while the job is `pending`, even if the provider names the planned moment. */
  readonly startedAt?: string;
  /** When the status was last recorded. */
  readonly updatedAt?: string;
  /** When the job ended. */
  readonly finishedAt?: string;
  /** The result, if the response of a job that is `succeeded` or `partial` has it. */
  readonly result?: Result;
  /** Links that the provider names: to the job itself, and to its result (`rel` is then `result`), which is not fetched. */
  readonly links?: readonly JobLink[];
  /**
   * The provider's whole response, decoded. An integer that a JavaScript number cannot hold exactly is text, so that no
   * digit is lost.
   */
  readonly raw: Raw;
}

/** How far a job is. Only what the provider reports, never an estimate. */
export interface JobProgress {
  /** The part that is done, from 0 to 1. */
  readonly fraction?: number;
  /** How many parts are finished. */
  readonly completed?: number;
  /** How many parts there are. */
  readonly total?: number;
}

/** One part of a job. */
export interface JobItem {
  /** The item's ID as text, with every digit. */
  readonly id?: string;
  /** The item's place, from 0: the provider's number, or else its place in the list. */
  readonly index: number;
  /** False if the provider reports that this item failed. */
  readonly ok: boolean;
  /** The provider's own value for what happened to the item. */
  readonly native?: string;
  /** Why the item failed, in the provider's text. */
  readonly error?: string;
}

/** A link that the provider names. It may point to another host: follow it without credentials, or not at all. */
export interface JobLink {
  /** What the target is to the job, such as `self` (RFC 8288). */
  readonly rel: string;
  /** The URL, absolute or relative, as the provider wrote it. */
  readonly href: string;
  /** The HTTP method, if the provider names one. */
  readonly method?: string;
}
