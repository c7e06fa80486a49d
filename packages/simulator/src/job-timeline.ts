import type { JsonObject } from "./json.ts";
import type { Outcome, Scenario, ScenarioPhase, Stage } from "./scenario.ts";

/** What a provider's values mean, and the course that its jobs usually take. */
export interface Vocabulary {
  /** What a job is doing at each status. */
  readonly stages: Readonly<Record<string, Stage>>;
  /** The usual course up to the end. */
  readonly course: readonly ScenarioPhase[];
  /** What the job says while it works. */
  readonly steps: readonly string[];
  /** The last phase for each end that the provider knows. */
  readonly ends: Readonly<Partial<Record<Outcome, { readonly status: string; readonly message: string }>>>;
}

/** A phase with its place in time; offsets count from the job's start. */
interface PlacedPhase {
  readonly phase: ScenarioPhase;
  readonly stage: Stage;
  readonly startMs: number;
  readonly endMs: number;
}

/** The whole life of a job, laid out in time. Made by {@link createTimeline}. */
export interface Timeline {
  readonly phases: readonly PlacedPhase[];
  readonly steps: readonly string[];
  /** How long the job works in all, in milliseconds. */
  readonly workMs: number;
  /** How much of the work is done when the job ends, from 0 to 1. */
  readonly reach: number;
  readonly fields: JsonObject;
  readonly omit: readonly string[];
}

/** How a job stands at one moment; times are offsets from the job's start, in milliseconds. */
export interface JobMoment {
  /** The provider's own value. */
  readonly status: string;
  readonly stage: Stage;
  readonly message?: string;
  /** The step that the job is at, from 1; 0 while it does not work. */
  readonly step: number;
  /** How much of the work is done, from 0 to 1. */
  readonly fraction: number;
  /** When the job last changed its status or its step. */
  readonly changedMs: number;
  /** When the work begins or began, if it does so at all. */
  readonly workStartMs?: number;
  /** When the job ended. */
  readonly endedMs?: number;
  readonly fields: JsonObject;
  readonly omit: readonly string[];
}

const STAGES_IN_ORDER: readonly Stage[] = ["waiting", "working"];

function scaleCourse(vocabulary: Vocabulary, scenario: Scenario): readonly ScenarioPhase[] {
  const wanted = { waiting: scenario.waitingMs, working: scenario.workingMs, ended: undefined };
  const factors: Record<Stage, number> = { waiting: 1, working: 1, ended: 1 };
  for (const stage of STAGES_IN_ORDER) {
    const wantedMs = wanted[stage];
    if (wantedMs === undefined) continue;
    const usualMs = vocabulary.course
      .filter((phase) => vocabulary.stages[phase.status] === stage)
      .reduce((sum, phase) => sum + (phase.forMs ?? 0), 0);
    factors[stage] = usualMs === 0 ? 0 : wantedMs / usualMs;
  }
  return vocabulary.course.map((phase) => ({
    ...phase,
    forMs: (phase.forMs ?? 0) * factors[vocabulary.stages[phase.status] ?? "working"],
  }));
}

function phasesOf(vocabulary: Vocabulary, scenario: Scenario): readonly ScenarioPhase[] {
  if (scenario.phases !== undefined) return scenario.phases;
  const outcome = scenario.outcome ?? "succeeded";
  const end = vocabulary.ends[outcome];
  if (end === undefined) {
    const known = Object.keys(vocabulary.ends).join(", ");
    throw new TypeError(`scenario.outcome "${outcome}" has no status at this provider; it knows ${known}`);
  }
  return [...scaleCourse(vocabulary, scenario), { status: end.status, message: scenario.endMessage ?? end.message }];
}

/**
 * Lays the life of a job out in time.
 *
 * @throws TypeError where the provider has no status for the outcome.
 */
export function createTimeline(vocabulary: Vocabulary, scenario: Scenario): Timeline {
  const source = phasesOf(vocabulary, scenario);
  const phases: PlacedPhase[] = [];
  let startMs = 0;
  for (const [index, phase] of source.entries()) {
    const endMs = index === source.length - 1 ? Infinity : startMs + (phase.forMs ?? 0);
    phases.push({ phase, stage: phase.stage ?? vocabulary.stages[phase.status] ?? "working", startMs, endMs });
    startMs = endMs;
  }
  const working = phases.filter((placed) => placed.stage === "working");
  const lastStatus = source.at(-1)?.status;
  const finishes = lastStatus === vocabulary.ends.succeeded?.status || lastStatus === vocabulary.ends.partial?.status;
  return {
    phases,
    steps: scenario.steps ?? vocabulary.steps,
    workMs: working.reduce((sum, placed) => sum + placed.endMs - placed.startMs, 0),
    reach: finishes ? 1 : 0.6,
    fields: scenario.fields ?? {},
    omit: scenario.omit ?? [],
  };
}

/** The offset at which a job has worked for the given time. */
function offsetAfterWork(timeline: Timeline, workedMs: number): number {
  let leftMs = workedMs;
  for (const placed of timeline.phases) {
    if (placed.stage !== "working") continue;
    const lengthMs = placed.endMs - placed.startMs;
    if (leftMs < lengthMs) return placed.startMs + leftMs;
    leftMs -= lengthMs;
  }
  return 0;
}

/** How long a job has worked at an offset. */
function workUntil(timeline: Timeline, elapsedMs: number): number {
  return timeline.phases
    .filter((placed) => placed.stage === "working" && placed.startMs < elapsedMs)
    .reduce((sum, placed) => sum + Math.min(placed.endMs, elapsedMs) - placed.startMs, 0);
}

/**
 * Says how a job stands a given time after its start. A pure function: the same life and the same time give the same
 * moment.
 */
export function momentAt(timeline: Timeline, elapsedMs: number): JobMoment {
  const placed = timeline.phases.find((candidate) => elapsedMs < candidate.endMs);
  if (placed === undefined) throw new RangeError(`no phase covers ${elapsedMs} ms`);
  const { phase, stage } = placed;
  const share =
    Number.isFinite(timeline.workMs) && timeline.workMs > 0 ? workUntil(timeline, elapsedMs) / timeline.workMs : 0;
  const stepCount = timeline.steps.length;
  const step = stage === "working" && stepCount > 0 ? Math.min(Math.floor(share * stepCount), stepCount - 1) : -1;
  const stepStartMs = step > 0 ? offsetAfterWork(timeline, (step / stepCount) * timeline.workMs) : 0;
  const message = phase.message ?? timeline.steps[step];
  const workStartMs = timeline.phases.find((candidate) => candidate.stage === "working")?.startMs;
  const beganAtEnd = stage === "ended" && timeline.reach === 1 ? placed.startMs : undefined;
  const begunMs = workStartMs ?? beganAtEnd;
  return {
    status: phase.status,
    stage,
    ...(message === undefined ? {} : { message }),
    step: step + 1,
    fraction: phase.percent === undefined ? (stage === "ended" ? 1 : share) * timeline.reach : phase.percent / 100,
    changedMs: Math.max(placed.startMs, stepStartMs),
    ...(begunMs === undefined ? {} : { workStartMs: begunMs }),
    ...(stage === "ended" ? { endedMs: placed.startMs } : {}),
    fields: { ...timeline.fields, ...phase.fields },
    omit: [...timeline.omit, ...(phase.omit ?? [])],
  };
}

/** Puts a job's moment into the provider's own shape: what the scenario adds, replaces and leaves out is applied. */
export function withOverrides(usual: JsonObject, moment: JobMoment): JsonObject {
  const all = Object.entries({ ...usual, ...moment.fields });
  return Object.fromEntries(all.filter(([name]) => !moment.omit.includes(name)));
}
