import type { ClientContext } from "../context/client-context.ts";
import type { JobStatus } from "../model/job-status.ts";
import type { Durations } from "../model/durations.ts";
import { kindOf, recallDurations } from "./durations.ts";
import type { DurationMemory } from "../context/duration-memory.ts";
import type { PollState } from "./poll-state.ts";
import { fitDurations } from "./schedules/fit-durations.ts";
import { EVEN } from "./schedules/kind-end-times.ts";
import { learningSchedule } from "./schedules/learning-schedule.ts";
import type { Schedule, ScheduleInput } from "../model/schedule.ts";
import type { WatchOptions } from "./wait-options.ts";

/** The options of one wait, with every default filled in. */
export interface ResolvedWaitOptions<Raw = unknown> {
  readonly schedule: Schedule;
  readonly timeoutMs: number;
  /** For how long requests may fail in a row. */
  readonly retryBudgetMs: number;
  /** For how long after the beginning of the wait a job may not be found. */
  readonly notFoundGraceMs: number;
  readonly confirmTerminal: boolean;
  /** The provider's shortest interval. */
  readonly minIntervalMs: number;
  /** The kind that the caller names, and where its durations are kept. */
  readonly durations: Durations | undefined;
  /** How long earlier jobs took. */
  readonly memory: DurationMemory;
  /** Ends the wait at a status that is not terminal. */
  readonly until: ((status: JobStatus<Raw>) => boolean) | undefined;
  /** After how long without a change the caller's function is called. */
  readonly stallMs: number;
  readonly onStall: ((status: JobStatus<Raw>) => unknown) | undefined;
}

/** Failed requests use up at most this part of the timeout, and no more than this many milliseconds. */
const RETRY_PART = 1 / 4;
const MAX_RETRY_BUDGET_MS = 3_600_000;
/** What `adaptive()` is for a job that is not planned together with others. */
const LONE_SCHEDULE = learningSchedule(
  (durationsMs, _, expectedDurationMs) => fitDurations(durationsMs, expectedDurationMs),
  EVEN,
);

/** The options that were last resolved for a client. */
const lastResolved = new WeakMap<ClientContext, ResolvedWaitOptions<never>>();

/** The options of a wait. Waits with equal options share one object, which is 140 bytes for each of ten thousand. */
export function resolveWaitOptions<Raw>(context: ClientContext, options: WatchOptions<Raw>): ResolvedWaitOptions<Raw> {
  const { contract, memory, parts, options: defaults } = context;
  const { timeoutMs = defaults.timeoutMs ?? contract.timeoutMs, durations = defaults.durations } = options;
  recallDurations(durations, memory);
  const retryBudgetMs = options.retryBudgetMs ?? defaults.retryBudgetMs;
  const resolved: ResolvedWaitOptions<Raw> = {
    schedule: options.schedule ?? defaults.schedule ?? parts.batches?.schedule ?? LONE_SCHEDULE,
    timeoutMs,
    retryBudgetMs: retryBudgetMs ?? Math.min(MAX_RETRY_BUDGET_MS, timeoutMs * RETRY_PART),
    notFoundGraceMs: options.notFoundGraceMs ?? contract.notFoundGraceMs ?? 0,
    confirmTerminal: options.confirmTerminal ?? false,
    minIntervalMs: contract.minPollIntervalMs ?? 0,
    durations,
    memory,
    until: options.until,
    stallMs: options.stallMs ?? Infinity,
    onStall: options.onStall,
  };
  // The context is that of clients with one type of responses.
  const last = lastResolved.get(context) as ResolvedWaitOptions<Raw> | undefined;
  if (last && isEqual(last, resolved)) return last;
  lastResolved.set(context, resolved);
  return resolved;
}

function isEqual<Options extends object>(one: Options, other: Options): boolean {
  for (const name in one) if (one[name] !== other[name]) return false;
  return true;
}

/** What a schedule decides upon. */
export function scheduleInput(
  state: PollState,
  options: Pick<ResolvedWaitOptions, "minIntervalMs" | "durations" | "memory">,
  nowMs: number,
  random: number,
): ScheduleInput {
  const { samples, polls, startedMs } = state;
  const { minIntervalMs } = options;
  return {
    samples,
    polls,
    elapsedMs: nowMs - startedMs,
    random,
    minIntervalMs,
    durationsMs: durationsOf(state, options),
  };
}

/** How long earlier jobs of a job's kind took, in milliseconds, the newest last. */
export function durationsOf(
  { lastStatus }: Pick<PollState, "lastStatus">,
  { durations, memory }: Pick<ResolvedWaitOptions, "durations" | "memory">,
): readonly number[] {
  const kind = kindOf(durations, lastStatus);
  return kind === undefined ? NONE : memory.read(kind);
}

const NONE: readonly number[] = [];
