import type { Clock } from "./clock.ts";
import { createTimeline, momentAt, type JobMoment, type Timeline, type Vocabulary } from "./job-timeline.ts";
import { assertScenario, type Scenario, type ScenarioItem } from "./scenario.ts";

/** A job that a simulator runs. */
export interface Job {
  readonly id: string;
  /** The name of the operation that gives its status. */
  readonly operation: string;
  readonly title: string | undefined;
  readonly createdAtMs: number;
  readonly items: readonly ScenarioItem[];
  readonly timeline: Timeline;
}

/** What the jobs of a provider are like. */
export interface JobRules {
  readonly vocabulary: Vocabulary;
  /** The id of the nth job, from 1. */
  idFromCount(count: number): string;
  /** Says whether a text has the form of an id. */
  isId(text: string): boolean;
  /** Adds what every job of the provider has, such as its items. */
  complete?(scenario: Scenario): Scenario;
}

/** The jobs of one simulator. */
export interface JobStore {
  /** Adds a job. */
  start(scenario: Scenario): Job;
  /** The job of an operation. Equal ids of two operations are two jobs. */
  find(id: string, operation?: string): Job | undefined;
  all(): readonly Job[];
  moment(job: Job): JobMoment;
  /** Forgets the jobs with this id, of whatever operation. */
  forget(id: string): void;
  clear(): void;
}

/** The operation that a specification states first. */
const DEFAULT_OPERATION = "default";

function keyOf(id: string, operation: string): string {
  return `${operation} ${id}`;
}

/** Creates an empty store. */
export function createJobStore(clock: Clock, rules: JobRules): JobStore {
  const jobs = new Map<string, Job>();
  let count = 0;

  function freeId(): string {
    let id: string;
    do {
      count += 1;
      id = rules.idFromCount(count);
    } while ([...jobs.values()].some((job) => job.id === id));
    return id;
  }

  return {
    start(given) {
      assertScenario(given);
      const scenario = rules.complete?.(given) ?? given;
      if (scenario.refusal !== undefined) {
        throw new TypeError("scenario.refusal holds for start calls only: pass it to planNext, or leave it out");
      }
      const timeline = createTimeline(rules.vocabulary, scenario);
      const id = scenario.id ?? freeId();
      if (!rules.isId(id)) throw new TypeError(`scenario.id "${id}" does not have the form of this provider's ids`);
      const operation = scenario.operation ?? DEFAULT_OPERATION;
      const key = keyOf(id, operation);
      if (jobs.has(key)) throw new TypeError(`scenario.id "${id}" is taken by another job`);
      const createdAtMs = clock.now() - (scenario.startedMsAgo ?? 0);
      const job = { id, operation, title: scenario.title, createdAtMs, items: scenario.items ?? [], timeline };
      jobs.set(key, job);
      return job;
    },
    find: (id, operation = DEFAULT_OPERATION) => jobs.get(keyOf(id, operation)),
    all: () => [...jobs.values()],
    // A clock that is set back must not make a job younger than its start.
    moment: (job) => momentAt(job.timeline, Math.max(0, clock.now() - job.createdAtMs)),
    forget(id) {
      for (const [key, job] of jobs) if (job.id === id) jobs.delete(key);
    },
    clear() {
      jobs.clear();
    },
  };
}
